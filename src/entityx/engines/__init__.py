"""Engines: where the work on articles is done. One after the other here, in several processes, or on a cluster."""

from entityx.engines.cluster import Dask
from entityx.engines.engine import Engine
from entityx.engines.here import ThisProcess
from entityx.engines.processes import Processes
from entityx.engines.recipe import Recipe, loaded

__all__ = ["Dask", "Engine", "Processes", "Recipe", "ThisProcess", "loaded"]

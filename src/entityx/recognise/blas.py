"""Which library multiplies matrices."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from spacy.language import Language
from spacy.util import registry
from thinc.api import NumpyOps, get_current_ops, set_current_ops


@registry.callbacks("entityx.numpy_blas.v1")
def numpy_blas() -> Callable[[type[Language]], type[Language]]:
    """Make what lets the layers of a pipeline multiply by NumPy's library, before the pipeline is created.

    For the small matrices of a text it is about twice as fast as BLIS, spaCy's own choice on most machines. Layers that
    exist already, and other choices than BLIS, stay as they are.
    """

    def choose(language: type[Language]) -> type[Language]:
        ops: Any = get_current_ops()
        if type(ops) is NumpyOps and ops.use_blis:
            set_current_ops(NumpyOps(use_blis=False))
        return language

    return choose

"""Write: records and tables become files. A new format is a new module here and an entry in `FORMATS`."""

from entityx.write.folder import DEFAULT_FORMATS, FILES, FORMATS, OutputFolder
from entityx.write.jsonl import json_line

__all__ = ["DEFAULT_FORMATS", "FILES", "FORMATS", "OutputFolder", "json_line"]

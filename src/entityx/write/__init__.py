"""Write: records and tables become files. A new format is a new module here and an entry in `FORMATS`."""

from entityx.write.csv import DEFAULT_DIALECT, DIALECTS
from entityx.write.folder import DEFAULT_FORMATS, FILES, FORMATS, TABLE_FORMATS, OutputFolder, log_in
from entityx.write.jsonl import json_line

__all__ = [
    "DEFAULT_DIALECT",
    "DEFAULT_FORMATS",
    "DIALECTS",
    "FILES",
    "FORMATS",
    "TABLE_FORMATS",
    "OutputFolder",
    "json_line",
    "log_in",
]

"""The lines of a file that a person wrote for entityx: annotated texts, patterns."""

from __future__ import annotations

import re
from pathlib import Path

from entityx.errors import ReadError
from entityx.files import read_file

LINE_END = re.compile(r"\r\n?|\n")
"""How a line ends on any system."""


def read_lines(path: Path) -> list[str]:
    """The lines of a file in UTF-8, without their ends and without a byte order mark.

    Raises:
        ReadError: When it is no file, is too large, cannot be read, or is no text in UTF-8. The message says why, not
            which file.
    """
    try:
        text = read_file(path).decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = error.object.count(b"\n", 0, error.start) + 1
        raise ReadError(f"line {line} is not UTF-8 ({error.reason}): save the file as UTF-8") from error
    except OSError as error:
        raise ReadError(str(error.strerror)) from error
    except ValueError as error:  # no path can have a NUL
        raise ReadError(str(error)) from error
    lines = LINE_END.split(text)
    broken = next((number for number, line in enumerate(lines, start=1) if "\0" in line), None)
    if broken is not None:
        raise ReadError(f"line {broken} has a NUL, which no text has (UTF-16?): save the file as UTF-8")
    return lines

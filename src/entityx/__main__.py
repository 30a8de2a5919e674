"""``python -m entityx``."""

from entityx.cli.main import app

app(prog_name="entityx")

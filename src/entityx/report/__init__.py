"""Report: documents become one HTML page to look at."""

from entityx.report.choice import Choice, choose
from entityx.report.page import LANGUAGES, report_page

__all__ = ["LANGUAGES", "Choice", "choose", "report_page"]

"""Report: documents become one HTML page to look at."""

from entityx.report.page import LANGUAGES, report_page

__all__ = ["LANGUAGES", "report_page"]

"""Report: documents become one HTML page to look at."""

from entityx.report.page import DEFAULT_LANGUAGE, LANGUAGES, report_page

__all__ = ["DEFAULT_LANGUAGE", "LANGUAGES", "report_page"]

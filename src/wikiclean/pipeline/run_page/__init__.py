"""`report_run`: one HTML file that shows how a run went."""

from .steps import last_run, report_run

__all__ = ["last_run", "report_run"]

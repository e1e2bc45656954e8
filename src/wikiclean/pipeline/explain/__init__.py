"""`explain_page`: one HTML file that shows what became of a page."""

from .steps import explain_page

__all__ = ["explain_page"]

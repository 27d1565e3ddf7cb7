"""Markdown for Git hosts and for Word: GFM tables, escaped, no raw HTML but a fold."""

from readiness.report.markdown.change import changes
from readiness.report.markdown.comparison import comparison
from readiness.report.markdown.head import view_of
from readiness.report.markdown.method import method
from readiness.report.markdown.ranking import ranking
from readiness.report.markdown.selection import selection
from readiness.report.markdown.summary import summary
from readiness.report.markdown.unit import unit, unit_in

__all__ = ["changes", "comparison", "method", "ranking", "selection", "summary", "unit", "unit_in", "view_of"]

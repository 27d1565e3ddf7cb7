"""What changed between two results documents, and what it is due to: the data, the framework, or both."""

from readiness.analysis.changing.change import change

__all__ = ["change"]

"""The contract between scoring and every view."""

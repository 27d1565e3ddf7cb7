"""Criteria YAML in, a checked ``Framework`` or every mistake with its place out."""

"""Asking and reading: questionnaires made from a framework, and answers reduced to indicator values."""

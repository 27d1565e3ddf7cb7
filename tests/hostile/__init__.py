"""Inputs that mean no good: 104 cases by their numbers, Y1 to F16. ``test_all_cases.py`` holds that none is missing."""

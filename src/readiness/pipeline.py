"""The whole story: read, check, score, compare, render."""

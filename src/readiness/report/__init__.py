"""Results in, pages out. It never computes a score."""

"""Results in, results out: comparison, attribution, ranks."""

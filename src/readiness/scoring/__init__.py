"""All the arithmetic, the fold, gates and bands."""

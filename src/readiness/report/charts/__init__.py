"""Charts as pure functions: numbers in, inline SVG out, with a title, a description and no style attribute."""

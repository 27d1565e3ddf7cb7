"""One file a page or a section: from results to plain values in the reader's words, for the templates."""

"""CSV and XLSX in, one typed table a wave with the place of every cell out; units and their names."""

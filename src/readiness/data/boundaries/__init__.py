"""Boundaries of regions from a GeoJSON or TopoJSON file: read, matched with the regions, simplified for a page."""

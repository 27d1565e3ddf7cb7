"""Assess how ready an Indonesian regency or city is for the Smart City programme."""

__version__ = "0.1.0"

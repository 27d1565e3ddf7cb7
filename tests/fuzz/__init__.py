"""Inputs spoilt at random, and what must hold of every one of them."""

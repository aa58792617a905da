"""Drawings made from analyses: vector, with the words that replace them for those who cannot see them."""

"""Needs and offers brought together: what speaks for each pair, and the best plan for all of them at once."""

"""Candidate territories side by side: certain dominance, ranks when weights and unknowns vary, what would settle it."""

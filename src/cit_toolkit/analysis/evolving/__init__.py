"""What changed in a territory from one date to another, kept apart from what is only better known."""

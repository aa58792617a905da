"""Prose checked against data."""

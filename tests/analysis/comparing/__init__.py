"""A package, for its test modules have the names of others."""

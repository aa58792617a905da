"""What the exit status tells (PRODUCT.md §2)."""

FINE = 0
PROBLEMS = 1
USAGE = 2
ENVIRONMENT = 3
BUG = 4
INTERRUPTED = 130

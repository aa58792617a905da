"""How fast `cit` is, as ratios: against the interpreter, and against the engines underneath. `python -m benchmarks`."""

"""Figures, not tests: corpora made to measure with, and the table of DESIGN section 5. Run `python -m tests.benchmarks`."""

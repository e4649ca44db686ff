"""Figures, not tests: corpora, and the table of DESIGN section 5. Run `python -m tests.benchmarks`."""

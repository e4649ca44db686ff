"""Findings in, one module a format: what editors, forges and CI servers read."""

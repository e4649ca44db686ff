"""Reflect as a safeguarding partnership on practice principles, in plain text and over time."""

__version__ = "0.1.0"

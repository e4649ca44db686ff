"""Worksheets that came back."""

"""Tests prove behaviour through real files, real git and the real program."""

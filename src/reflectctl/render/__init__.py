"""Answers in, text out: one module a format. Escaping lives here too; nothing is loaded, stored or printed."""

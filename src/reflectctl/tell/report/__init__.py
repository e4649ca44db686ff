"""A report in; everything that it says out, section by section, as blocks."""

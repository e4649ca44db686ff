"""What was given before the command: where to begin looking for a partnership (`-C`), and the language to speak
(`--lang`). Kept apart because it is light."""

default_root: str = "."

language: str | None = None
"""None when it was not given: the environment, the partnership and its content pack decide then."""

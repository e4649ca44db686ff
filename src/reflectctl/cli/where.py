"""Where to begin looking for a partnership, when `-C` was given before the command. Kept apart because it is light."""

default_root: str = "."

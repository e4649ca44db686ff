"""Text that knows its places: YAML and Markdown read with the span of every key and value, and patched in place."""

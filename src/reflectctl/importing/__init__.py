"""Documents made for readers in, what they say out: the published tool, as text, Markdown, HTML or PDF."""

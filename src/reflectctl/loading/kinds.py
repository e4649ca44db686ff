"""Which kind of file a path names, and the schema that goes with it."""

PARTNERSHIP, PRELIMINARY, PACK = "partnership.yaml", "preliminary.md", "content/pack.yaml"
REPORT = "report.yaml"
PHRASES = "content/phrases.yaml"


def kind(path: str) -> str | None:
    """The schema's name for a partnership's file; None for a file that has no business where it lies."""
    if path == PARTNERSHIP:
        return "partnership"
    if path == PRELIMINARY:
        return "preliminary"
    if path == REPORT:
        return "report"
    if path == PACK:
        return "pack"
    if path == PHRASES:
        return "phrases"
    if path.startswith("content/principles/") and path.endswith(".yaml"):
        return "content-principle"
    if path.startswith("principles/") and path.endswith(".yaml"):
        return "principle"
    if path.startswith("meetings/") and path.endswith(".md"):
        return "meeting"
    return None

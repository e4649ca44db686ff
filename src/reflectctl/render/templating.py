"""A template's name and values in, text out. The only room that jinja2 enters.

Templates come from the package's own folder and nowhere else; what stands in a partnership's files is never one.
Whatever is printed is escaped, and a name that is not there is an error.
"""

import os
from collections.abc import Mapping, Sequence
from functools import cache
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import jinja2

_FOLDER = os.path.join(os.path.dirname(os.path.abspath(__file__)), "templates")


def render(template: str, **values: Any) -> str:
    """A template of the package, filled in."""
    return _environment().get_template(template).render(values)


def filled(parts: Sequence[str], values: Mapping[str, Any]) -> str:
    """Words and names of places in turn, as HTML: all of it escaped, but for values that a template has made."""
    from markupsafe import Markup, escape

    if len(parts) == 1:
        return escape(parts[0])
    return Markup("").join([values[part] if at % 2 else part for at, part in enumerate(parts)])


@cache
def _environment() -> "jinja2.Environment":
    import jinja2

    return jinja2.Environment(
        loader=jinja2.FileSystemLoader(_FOLDER),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
        # There is next to nothing constant in a template, and looking for it takes longer than it saves.
        optimized=False,
    )

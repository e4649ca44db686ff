"""A template's name and values in, text out. The only room that jinja2 enters.

Templates come from the package's own folder and nowhere else; what stands in a partnership's files is never one.
Whatever is printed is escaped, and a name that is not there is an error.
"""

import os
from functools import cache
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import jinja2

_FOLDER = os.path.join(os.path.dirname(os.path.abspath(__file__)), "templates")


def render(template: str, **values: Any) -> str:
    """A template of the package, filled in."""
    return _environment().get_template(template).render(values)


@cache
def text(name: str) -> str:
    """A text of the package, as it is."""
    with open(os.path.join(_FOLDER, name), encoding="utf-8") as file:
        return file.read()


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

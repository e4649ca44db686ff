"""Links within Markdown lead to headings, by the names that both forges give them."""

import pytest

from reflectctl.render.heading_links import linked


@pytest.mark.parametrize(
    ("text", "made"),
    [
        # The heading behind a place.
        ('<a id="one"></a>\n\n## What moved\n\n[here](#one)', "## What moved\n\n[here](#what-moved)"),
        # In the order in which headings of the same words come.
        (
            '## Action\n\n<a id="second"></a>\n\n## Action\n\n[here](#second)',
            "## Action\n\n## Action\n\n[here](#action-1)",
        ),
        # In a table, the heading above.
        (
            '## Actions\n\n| A |\n| --- |\n| <a id="a"></a>Write |\n\n[here](#a)',
            "## Actions\n\n| A |\n| --- |\n| Write |\n\n[here](#actions)",
        ),
        # A place that two headings share, and one at the end.
        ('<a id="a"></a>\n\n<a id="b"></a>\n\n# X y\n\n[a](#a) [b](#b)', "# X y\n\n[a](#x-y) [b](#x-y)"),
        ('# X\n\n<a id="a"></a>\n\n[a](#a)', "# X\n\n[a](#x)"),
        # Signs and marks are no part of a name.
        (
            '<a id="a"></a>\n\n## 1\\. [Put **it** first](#a), “now”\\!&#8203;\n\n[a](#a)',
            "## 1\\. [Put **it** first](#1-put-it-first-now), “now”\\!&#8203;\n\n[a](#1-put-it-first-now)",
        ),
        # Other scripts keep their letters.
        ('<a id="a"></a>\n\n## Tŷ a Dŵr\n\n[a](#a)', "## Tŷ a Dŵr\n\n[a](#tŷ-a-dŵr)"),
        # GitLab joins the hyphens of a sign between blanks: the heading above has one name on both.
        (
            '## Above\n\n<a id="a"></a>\n\n### One · Two\n\n[a](#a)',
            "## Above\n\n### One · Two\n\n[a](#above)",
        ),
        # What stands in code is none of this.
        (
            '## A\n\n```\n## A\n<a id="x"></a>\n\n\n```\n\n<a id="a"></a>\n\n## A\n\n[a](#a)',
            '## A\n\n```\n## A\n<a id="x"></a>\n\n\n```\n\n## A\n\n[a](#a-1)',
        ),
    ],
)
def test_a_link_leads_to_a_heading(text: str, made: str) -> None:
    assert linked(text) == made

"""Partnerships to make reports of, in real repositories: just begun, one principle in, and one that means no good.

The full one is the example (`built_demo`). Each function makes a folder and gives it back.
"""

import json
import shutil
from pathlib import Path
from typing import Any

import yaml

from tests.conftest import git, run

Value = dict[str, Any]


def just_begun(folder: Path) -> Path:
    """A partnership as `init` makes it, with nothing discussed."""
    result = run(
        "init", folder, "--name", "Eastmarch Children's Partnership", "--agency", "council=Eastmarch Council",
        "--agency", "police=Eastmarch Police", "--agency", "health=Eastmarch Integrated Care Board",
        cwd=folder.parent,
    )  # fmt: skip
    assert result.returncode == 0, result.stderr
    return folder


def one_principle(folder: Path, begun: Path) -> Path:
    """A partnership that has met once, about one principle, and has rated one statement of it."""
    shutil.copytree(begun, folder, symlinks=True)
    meeting = {
        "id": "2026-03-12-children-first",
        "date": "2026-03-12",
        "title": "Putting children first",
        "principles": ["children-first"],
        "present": ["council", "police"],
        "absent": ["health"],
        "heard": [{"who": "Young Advisers", "how": "A voice note, played first", "dated": "2026-03-05"}],
    }
    action = {
        "rating": "disagree",
        "agreed": "2026-03-12",
        "meeting": meeting["id"],
        "because": "The strategy speaks of children who are groomed, and not of those who are sent to carry.",
        "reflections": {"evidence": "- The strategy of 2024, read aloud.\n"},
    }
    custody = {"rating": "neither", "given": "2026-03-05", "because": "Custody records were not looked at."}
    plan = {
        "goal": "A child recognises themselves in what is written.",
        "measure": "Ten records, read together.",
        "actions": [
            {"id": "a-7k3f", "action": "Read ten records together", "owner": "council", "role": "Exploitation lead",
             "opened": "2026-03-12", "due": "2026-06-30", "status": "open", "serves": ["action"]},
        ],
    }  # fmt: skip
    return _recorded(
        folder,
        {
            "meetings/2026-03-12-children-first.md": _noted(meeting, "## What we heard\n\nThey said *ask us first*.\n"),
            "views/council.yaml": _written(
                {"of": "council", "views": {"children-first.action": {"rating": "disagree", "given": "2026-03-12"}}}
            ),
            "views/police.yaml": _written({"of": "police", "views": {"children-first.action": custody}}),
            "principles/1-children-first.yaml": _written(
                {
                    "principle": "children-first",
                    "assessments": {"action": action},
                    "making_progress": {"immediate": plan},
                }
            ),
        },
        "Record the first conversation",
        on="2026-03-13T10:00:00+00:00",
    )


# --- what a stranger may write ---

SCRIPT = "<script>window.hacked=1</script>"
MARKUP = '"><img src=x onerror="window.hacked=1">|`</td></table></main>--><!--'
LINK = "[press here](javascript:window.hacked=1)"
ARABIC = "شرطة المدينة والريف"
HEBREW = "משטרה ושירותי רווחה"
TURNED = "\u202edesrever\u202c"
PILED = "Z" + "\u0301\u0302\u0303\u0304\u0306\u0307\u0308\u030a" * 6 + "a\u0327lgo"
WELSH = "Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogoch"
WELSH_TEXT = "Mae’r bartneriaeth wedi cytuno: ŵyr neb eto beth sy’n gweithio i’r plant â’u teuluoedd yn Nhŷ’r Wŷdd."
UNBROKEN = "safeguarding" * 12
BEYOND = "𝕊𝕒𝕗𝕖 👩‍👩‍👧‍👦 子どもの安全を守る協議会"
TEMPLATE = "{{ told.name }} {% raw %} ${name} %s {0}"
LONG = (f"{WELSH_TEXT} " * 60)[:5000]

NOTES = f"""\
# A heading of the first level

{SCRIPT} and {MARKUP}

###### Straight on to the sixth

{LINK}, [data](data:text/html;base64,PHNjcmlwdD4=), <javascript:window.hacked=1>,
[entity](&#x6a;avascript:window.hacked=1), [safe](https://example.org/?a=1&b="quoted"), <https://example.org/|bar>
and [relative](../../etc/passwd). ![a picture](https://tracker.invalid/pixel.png)
![another][it] {TEMPLATE}

[it]: https://tracker.invalid/other.png

<style>@import url(https://tracker.invalid/all.css);</style>
<iframe src="https://tracker.invalid/"></iframe>
<svg onload="window.hacked=1"><a href="javascript:window.hacked=1">x</a></svg>

| One | Two | {UNBROKEN} |
| --- | :-: | --: |
| a \\| b | {SCRIPT} | {ARABIC} |
| `a \\| b` | {HEBREW} | {UNBROKEN} |

{ARABIC}: {TURNED}. {HEBREW}. {PILED}. {BEYOND}.

{"".join("  " * depth + f"- level {depth}" + chr(10) for depth in range(9))}
{"> " * 6}quoted six times

```html
<main onclick="window.hacked=1">{UNBROKEN}</main>
```

{UNBROKEN * 4}

{LONG}
"""

DEEP = "".join("  " * depth + f"- level {depth} of {UNBROKEN}\n" for depth in range(60))
"""Nested deeper than anything is laid out."""

AGENCIES: list[Value] = [
    {"id": "0", "name": f"Agency of {MARKUP}", "statutory": True},
    {"id": "a--b", "name": ARABIC},
    {"id": "x_", "name": HEBREW, "joined": "2024-02-01"},
    {"id": "summary", "name": f"{LINK} {SCRIPT}"},
    {"id": "main", "name": UNBROKEN},
    {"id": "grid-caption", "name": f"Cyngor {WELSH}"},
    {"id": "constructor", "name": f"The Integrated Care Board for {WELSH}, " + "and for the places around it, " * 6},
    {"id": "proto", "name": PILED},
    {"id": "made", "name": BEYOND, "left": "2025-06-30"},
    {"id": "w" * 80, "name": "=HYPERLINK(\"https://tracker.invalid\")"},
    {"id": "told", "name": TEMPLATE},
    {"id": "title", "name": TURNED},
]  # fmt: skip
IDS = [agency["id"] for agency in AGENCIES]
MEETINGS = ("summary", "main", "0", "a--b", "voice-title", "w" * 80)
RATINGS = ("strongly-agree", "agree", "neither", "disagree", "strongly-disagree")


def means_no_good(folder: Path, begun: Path) -> Path:
    """A partnership whose every text tries to be something else, or to be too much; and yet it can be read."""
    shutil.copytree(begun, folder, symlinks=True)
    for unlisted in (folder / "content/principles").glob("[2-8]*"):
        unlisted.unlink()
    _recorded(folder, _who() | _content(folder) | _meetings() | _principles(0), SCRIPT, on="2024-12-02T09:00:00+00:00")
    return _recorded(
        folder,
        {
            **_content(folder, reworded=f"{WELSH_TEXT} {SCRIPT}"),
            **_principles(1),
            "preliminary.md": _noted(
                {"discussed": "2023-01-05", "meeting": "summary", "goal": f"{SCRIPT} {LINK}", "commitment": UNBROKEN},
                NOTES,
            ),
            "report.yaml": _written(_layout()),
        },
        f"{TURNED} {MARKUP}",
        on="2026-04-02T09:00:00+00:00",
    )


def _who() -> dict[str, str]:
    who = {
        "format": 1,
        "name": f"{WELSH_TEXT} {SCRIPT}",
        "area": f"{ARABIC} | {MARKUP}",
        "content": "practice-principles",
    }
    return {"partnership.yaml": _written({**who, "agencies": AGENCIES})}


def _content(folder: Path, reworded: str = "") -> dict[str, str]:
    """Content of the partnership's own, whose ids are such that parts of the page could be taken for one another."""
    pack = yaml.safe_load((folder / "content/pack.yaml").read_text(encoding="utf-8"))
    pack["title"] = f"Reflections {SCRIPT}"
    pack["principles"] = ["voice", "voice-title", "children-first"]
    pack["scale"][0]["title"] = f"Strongly agree {MARKUP}"
    pack["dimensions"][2]["title"] = f"{ARABIC} culture"
    pack["voice_title"] = f"{WELSH_TEXT} {SCRIPT}"
    files = {"content/pack.yaml": _written(pack)}
    for id, title in {"voice": f"{WELSH} | {SCRIPT}", "voice-title": f"{ARABIC} {UNBROKEN}"}.items():
        statements = {"action": reworded or LONG, "behaviour": MARKUP, "culture": f"{HEBREW}: {PILED}"}
        principle = {"id": id, "title": title, "statements": statements, "voice": f"{SCRIPT} {UNBROKEN} {ARABIC}"}
        path = "3-voice.yaml" if id == "voice" else "9-voice-title.yaml"
        files[f"content/principles/{path}"] = _written(principle)
    return files


def _meetings() -> dict[str, str]:
    files = {}
    for n in range(40):
        id = MEETINGS[n] if n < len(MEETINGS) else f"meeting-{n}"
        meeting = {
            "id": id,
            "date": f"{2023 + n // 12}-{n % 12 + 1:02}-05",
            "title": (SCRIPT, MARKUP, ARABIC, WELSH, UNBROKEN, TEMPLATE, BEYOND, LINK)[n % 8],
            "principles": [("voice", "voice-title", "children-first")[n % 3]],
            "present": IDS[: n % 9 + 2],
            "absent": IDS[n % 9 + 2 :],
            "heard": [{"who": f"{HEBREW} {MARKUP}", "how": f"{UNBROKEN} {LINK}"}] if n % 3 == 0 else [],
        }
        files[f"meetings/{n:02}.md"] = _noted(meeting, {0: NOTES, 20: DEEP}.get(n, f"{SCRIPT} {ARABIC}\n"))
    return files


def _principles(moment: int) -> dict[str, str]:
    files = {}
    for n, principle in enumerate(("voice", "voice-title", "children-first")):
        assessments = {}
        for k, dimension in enumerate(("action", "behaviour", "culture")):
            meeting = moment * 20 + n * 3 + k
            assessments[dimension] = {
                "rating": RATINGS[(n + 2 * k + moment * 3) % 5] if (n, k) != (1, 1) else None,
                "agreed": f"{2023 + meeting // 12}-{meeting % 12 + 1:02}-05",
                "meeting": MEETINGS[meeting] if meeting < len(MEETINGS) else f"meeting-{meeting}",
                "because": (f"{SCRIPT} {LINK}", f"{UNBROKEN} {MARKUP}", f"{ARABIC} {TURNED} {PILED}")[k],
                "sources": [
                    {"what": f"{SCRIPT} {UNBROKEN}", "agency": "0", "dated": "2026-02", "link": "https://a.example/?'\"><b>"},
                    {"what": LINK, "agency": "a--b", "dated": "2019-11"},
                ],
                "reflections": {
                    "evidence": NOTES if k == 0 else WELSH_TEXT,
                    "building": LONG if k == 1 else LINK,
                    "experience": f"{ARABIC}\n\n{HEBREW}\n",
                },
            }  # fmt: skip
        actions = [
            {
                "id": f"{'w' * 70}-{n}-{m}" if m == 0 else f"{n}{m}",
                "action": (f"{SCRIPT} {LINK}", UNBROKEN, ARABIC, LONG[:2000], MARKUP)[m % 5],
                "owner": IDS[m % len(IDS)],
                "role": (MARKUP, UNBROKEN, HEBREW)[m % 3],
                "due": f"202{4 + m % 4}-0{m % 8 + 1}-15",
                "status": ("open", "in-progress", "done", "dropped")[m % 4],
                "serves": ["action", "culture"],
                **({"closed": "2025-01-15", "outcome": f"{SCRIPT} {UNBROKEN}"} if m % 4 > 1 else {}),
            }
            for m in range(12)
        ]
        horizon = {"goal": f"{SCRIPT} {UNBROKEN}", "measure": f"{LINK} {UNBROKEN}", "actions": actions}
        files[f"principles/{n}.yaml"] = _written(
            {"principle": principle, "assessments": assessments, "making_progress": {"immediate": horizon}}
        )
    return files | _views(moment)


def _views(moment: int) -> dict[str, str]:
    files = {}
    for m, id in enumerate(IDS):
        views = {
            f"{principle}.{dimension}": {
                "rating": (*RATINGS, None)[(m + k + moment) % 6], "because": f"{MARKUP} {UNBROKEN}"
            }
            for principle in ("voice", "voice-title", "children-first")
            for k, dimension in enumerate(("action", "behaviour", "culture"))
        }  # fmt: skip
        files[f"views/{m}.yaml"] = _written({"of": id, "views": views})
    return files


def _layout() -> Value:
    return {
        "title": f"{TURNED} {SCRIPT} {UNBROKEN}",
        "classification": f"OFFICIAL {MARKUP} {ARABIC}",
        "introduction": NOTES,
        "chapters": [
            {"id": "main", "title": f"{WELSH} {SCRIPT}", "text": DEEP},
            {"id": "0", "title": ARABIC, "text": f"{LINK}\n\n{HEBREW}\n"},
            {"id": "own", "title": UNBROKEN, "text": "# " + "#" * 40 + "\n", "edition": "public"},
        ],
        "editions": {"public": {"title": f"{MARKUP}", "introduction": f"{NOTES}\n{PILED}\n"}},
    }


# --- writing ---


def _written(value: Value) -> str:
    """A value as YAML that keeps every character: JSON is YAML."""
    return json.dumps(value, ensure_ascii=False, indent=2) + "\n"


def _noted(front: Value, notes: str) -> str:
    return f"---\n{_written(front)}---\n\n{notes}"


def _recorded(folder: Path, files: dict[str, str], message: str, *, on: str) -> Path:
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    git(folder, "add", "--all", on=on)
    git(folder, "commit", "--quiet", "--message", message, on=on)
    return folder

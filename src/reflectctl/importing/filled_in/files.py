"""A file in; what would be recorded of it where it is a filled-in copy of the published tool, else nothing."""

import re
from datetime import date

from ...errors import ReflectError
from ...model.instrument import Instrument, Prompt, Statement
from ...model.proposal import Doubt, Place, Proposal, Proposed
from ...model.records import Assessment, Discussion, Partnership
from ..docx import document, is_docx
from ..pdf_fields import BOX, TEXT, Field, fields
from ..statements import Statements, bare
from . import reading
from .marks import label


def copy(
    name: str, raw: bytes, partnership: Partnership, *, meeting: str = "", day: date | None = None
) -> Proposal | None:
    """What a copy says; None where the file is something else. `meeting` or `day` say when it was agreed, if known."""
    if is_docx(raw):
        read = document(name, raw)
        if reading.is_copy(read, partnership.instrument):
            return reading.proposal(name, read, partnership, meeting=meeting, day=day)
    elif raw.startswith(b"%PDF-"):
        return _Form(name, partnership.instrument, meeting, None if meeting else day).proposal(fields(name, raw))
    return None


class _Form:
    """Reads the fields of a PDF that somebody has made a form of the tool: they are known by the ids in their names."""

    def __init__(self, name: str, pack: Instrument, meeting: str, day: date | None) -> None:
        self._name, self._pack, self._meeting, self._day = name, pack, meeting, day
        self._statements = Statements(pack)
        self._entries: list[Proposed] = []
        self._doubts: list[Doubt] = []
        self._boxes: dict[str, list[str]] = {}

    def proposal(self, found: list[Field]) -> Proposal:
        if not found:
            raise ReflectError(
                f"{self._name} is a PDF without a form: what somebody wrote cannot be told from what is printed, as "
                "where a form was printed or flattened.",
                "Ask for the form itself, or for the Word copy (DOCX).",
            )
        for each in found:
            if each.value or each.problem:
                self._take(each)
        for statement, points in self._boxes.items():
            if len(points) == 1:
                self._rate(Place(self._name, f"field {statement}"), statement, points[0])
            else:
                self._doubt(statement, f"{statement}: several points are marked here. No rating is taken.")
        return Proposal(tuple(self._entries), tuple(self._doubts))

    def _doubt(self, field: str, message: str) -> None:
        self._doubts.append(Doubt(Place(self._name, f"field {field[:80]}"), message))

    def _take(self, field: Field) -> None:
        statement, prompt = self._statement(field), self._prompt(field)
        if statement is None:
            self._doubt(
                field.name, "This field is filled in, and neither its name nor its tip has the id of a statement."
            )
        elif field.problem:
            self._doubt(field.name, f"{statement.id}: {field.problem} Nothing is taken of it.")
        elif field.kind == TEXT and prompt:
            said = Discussion(
                self._meeting, self._day, "\n".join(f"- {each}" for each in field.value.split("\n") if each.strip())
            )
            self._entries.append(Proposed(Place(self._name, f"field {field.name}"), said, statement.id, prompt.id))
        elif field.kind != BOX and not prompt and (point := self._point(field.value)):
            self._rate(Place(self._name, f"field {field.name}"), statement.id, point)
        elif field.kind == BOX and (point := self._pointed(field)):
            self._boxes.setdefault(statement.id, []).append(point)
        else:
            self._doubt(
                field.name, f"{statement.id}: what this field holds is no point of the scale, and no prompt is named."
            )

    def _rate(self, place: Place, statement: str, point: str) -> None:
        self._entries.append(Proposed(place, Assessment(statement, point, self._day, self._meeting), statement))

    def _statement(self, field: Field) -> Statement | None:
        names = (field.name, field.name.replace("_", " "), field.tip)
        return next((found for each in names if (found := self._statements.of(each))), None)

    def _prompt(self, field: Field) -> Prompt | None:
        said = f" {bare(field.name)} {bare(field.tip)} "
        found = [each for each in self._pack.prompts if f" {bare(each.id)} " in said or f" {bare(each.title)} " in said]
        return found[0] if len(found) == 1 else None

    def _pointed(self, field: Field) -> str:
        """The point that a box of its own stands for: its name ends so, or what it stands for says so."""
        endings = [
            each.id
            for each in self._pack.scale
            if field.name.endswith((f".{each.id}", f"_{each.id}", f" {each.title}"))
        ]
        return self._point(field.value) or (endings[0] if len(endings) == 1 else "")

    def _point(self, said: str) -> str:
        words = " ".join(said.split()).strip()
        found = [
            each.id for each in self._pack.scale if words == each.id or re.fullmatch(label(each.title), words, re.I)
        ]
        return found[0] if len(found) == 1 else ""

"""The controls of a DOCX and its form fields of the older kind: what they are, and what the file says they hold."""

from collections.abc import Sequence

from .docx_looks import is_on
from .docx_values import CHECK_BOX, DATE, DROP_DOWN, OTHER, TEXT, Control
from .packed_xml import Element, Packed, number, whole


class Controls:
    """Reads controls one by one, in the order in which they are written, and numbers them."""

    def __init__(self, packed: Packed, data: Sequence[str]) -> None:
        """`data` names the parts that hold what controls are bound to."""
        self._packed = packed
        self._parts = data
        self._data: dict[str, Element | None] | None = None
        self._count = 0

    def form_field(self, data: Element) -> Control:
        """A form field of the older kind."""
        self._count += 1
        box, listed = data.find("w:checkBox"), data.find("w:ddList")
        if box is not None:
            state = box.find("w:checked")
            state = box.find("w:default") if state is None else state
            return Control(CHECK_BOX, self._count, checked=is_on(state))
        if listed is not None:
            choices = tuple(each.get("w:val", "") for each in listed.findall("w:listEntry"))
            at = number(listed, "w:result" if listed.find("w:result") is not None else "w:default")
            chosen = choices[at] if at < len(choices) else ""
            return Control(DROP_DOWN, self._count, value=chosen)
        return Control(TEXT, self._count)

    def control(self, each: Element) -> Control:
        """A content control."""
        self._count += 1
        properties = each.find("w:sdtPr")
        if properties is None:
            return Control(OTHER, self._count)
        listed = next((x for x in map(properties.find, ("w:dropDownList", "w:comboBox")) if x is not None), None)
        box = next((x for x in properties if x.tag.endswith(":checkbox")), None)
        day = properties.find("w:date")
        told = Control(
            TEXT if properties.find("w:text") is not None else OTHER,
            self._count,
            prompt=is_on(properties.find("w:showingPlcHdr")),
            bound=self._bound(properties.find("w:dataBinding")),
        )
        if box is not None:
            return told._replace(
                kind=CHECK_BOX, checked=is_on(next((x for x in box if x.tag.endswith(":checked")), None))
            )
        if listed is not None:
            items = [(x.get("w:value", ""), x.get("w:displayText") or x.get("w:value") or "") for x in listed]
            last = listed.get("w:lastValue", "")
            return told._replace(kind=DROP_DOWN, value=dict(items).get(last, last))
        return told if day is None else told._replace(kind=DATE, value=day.get("w:fullDate", "")[:10])

    def _bound(self, binding: Element | None) -> str | None:
        if binding is None:
            return None
        if self._data is None:
            self._data = {}
            for path in self._parts:
                for described in self._packed.related(path).get("customXmlProps", []):
                    tree = self._packed.tree(described)
                    if tree is not None:
                        id = next((said for key, said in tree.attrib.items() if key.endswith("itemID")), "")
                        self._data[id.upper()] = self._packed.tree(path)
        root = self._data.get(binding.get("w:storeItemID", "").upper())
        found: list[Element] = [] if root is None else [root]
        for depth, step in enumerate(binding.get("w:xpath", "").strip("/").split("/")):
            name, _, index = step.partition("[")
            there = found if depth == 0 else [below for each in found for below in each]
            named = [x for x in there if x.tag.rpartition(":")[2] == name.rpartition(":")[2]]
            at = (whole(index.rstrip("]")) or 1) - 1
            found = named[at : at + 1]
        return "".join(found[0].itertext()) if found else None

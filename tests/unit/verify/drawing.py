"""A picture in parts: its shapes by kind, the places of their corners, and its texts."""

from __future__ import annotations

import re
from collections.abc import Iterator
from xml.etree import ElementTree as ET

SVG = "{http://www.w3.org/2000/svg}"
Place = tuple[float, float]


def read(picture: str) -> ET.Element:
    """As HTML reads it, an SVG needs no namespace; as XML it does."""
    return ET.fromstring(picture.replace("<svg ", '<svg xmlns="http://www.w3.org/2000/svg" ', 1))


def places(element: ET.Element) -> Iterator[Place]:
    """Every corner of every part, patterns of hatching aside."""
    for part in element:
        kind, given = part.tag.removeprefix(SVG), part.attrib
        match kind:
            case "path":
                yield from ((float(x), float(y)) for x, y in re.findall(r"[ML](\S+) ([^MLZ]+)", given["d"]))
            case "rect":
                x, y, w, h = (float(given[name]) for name in ("x", "y", "width", "height"))
                assert w >= 0 <= h
                yield from ((x, y), (x + w, y + h))
            case "circle":
                x, y, r = (float(given[name]) for name in ("cx", "cy", "r"))
                yield from ((x - r, y - r), (x + r, y + r))
            case "text":
                yield float(given["x"]), float(given["y"])
            case "defs":
                continue
            case _:
                assert kind in ("title", "desc"), kind


def parts(picture: str, kind: str) -> list[dict[str, str]]:
    return [dict(part.attrib) for part in read(picture) if part.attrib.get("class") == kind]


def texts(picture: str) -> list[str]:
    return ["".join(part.itertext()) for part in read(picture) if part.tag == f"{SVG}text"]

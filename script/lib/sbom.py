"""The list of all that is delivered, as CycloneDX: each pinned library with its hashes, each file of the pages.

It is made from the repository alone, so it is the same wherever it is made: no time, no number drawn, no place.
"""

import hashlib
import json
import re
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from virtualenv import CHECKOUT

PINS = CHECKOUT / "requirements" / "runtime.txt"
LIST = CHECKOUT / "requirements" / "sbom.cdx.json"
STATIC = CHECKOUT / "src" / "handrail" / "web" / "static"
PIN = re.compile(r"(?P<name>[a-z0-9.-]+)(?:\[[a-z,]+\])?==(?P<version>[^\s;]+)(?: ; (?P<marker>.+?))?(?: \\)?$")
HASH = re.compile(r"--hash=sha256:([0-9a-f]{64})")
VIA = re.compile(r"^    #(?: via)?(?: +(?P<name>\S.*))?$")
PRODUCT = "handrail"


@dataclass(frozen=True)
class Pin:
    """One library as requirements/runtime.txt pins it, with what needs it."""

    name: str
    version: str
    marker: str
    hashes: tuple[str, ...]
    needed_by: tuple[str, ...]

    @property
    def purl(self) -> str:
        return f"pkg:pypi/{self.name}@{self.version}"


def pins(text: str) -> list[Pin]:
    blocks: list[list[str]] = []
    for line in text.splitlines():
        if line and not line.startswith((" ", "#")):
            blocks.append([])
        if blocks:
            blocks[-1].append(line)
    return [pin_of(lines) for lines in blocks]


def pin_of(lines: list[str]) -> Pin:
    head = PIN.match(lines[0])
    if head is None:
        raise ValueError(f"This line of requirements/runtime.txt is no pin: {lines[0]}")
    hashes = tuple(sorted(HASH.findall("\n".join(lines))))
    via = (found["name"] for line in lines if (found := VIA.match(line)) and found["name"])
    needed_by = tuple(sorted(name.split(" ")[0] for name in via))
    return Pin(head["name"], head["version"], head["marker"] or "", hashes, needed_by)


def bill(found: Iterable[Pin], files: Iterable[Path], project: dict[str, Any]) -> dict[str, Any]:
    found = list(found)
    product = f"pkg:pypi/{PRODUCT}@{project['version']}"
    return {
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "version": 1,
        "metadata": {
            "component": {
                "type": "application",
                "bom-ref": product,
                "name": PRODUCT,
                "version": project["version"],
                "description": project["description"],
                "licenses": [{"license": {"id": project["license"]}}],
            }
        },
        "components": [library(pin) for pin in found] + [page_file(file) for file in files],
        "dependencies": dependencies(found, product),
    }


def library(pin: Pin) -> dict[str, Any]:
    """All hashes of a version: a machine takes the one that was built for it."""
    told: dict[str, Any] = {"type": "library", "bom-ref": pin.purl, "name": pin.name, "version": pin.version}
    told |= {"purl": pin.purl, "hashes": [{"alg": "SHA-256", "content": content} for content in pin.hashes]}
    if pin.marker:
        told["properties"] = [{"name": "handrail:only-where", "value": pin.marker}]
    return told


def page_file(file: Path) -> dict[str, Any]:
    name = file.relative_to(STATIC).as_posix()
    content = hashlib.sha256(file.read_bytes()).hexdigest()
    return {
        "type": "file",
        "bom-ref": f"file:{name}",
        "name": name,
        "hashes": [{"alg": "SHA-256", "content": content}],
    }


def dependencies(found: list[Pin], product: str) -> list[dict[str, Any]]:
    """What needs what, read from the comments that the pinning wrote."""
    names = [(PRODUCT, product)] + [(pin.name, pin.purl) for pin in found]
    return [
        {"ref": purl, "dependsOn": sorted(pin.purl for pin in found if name in pin.needed_by)} for name, purl in names
    ]


def as_text() -> str:
    project = tomllib.loads((CHECKOUT / "pyproject.toml").read_text())["project"]
    files = sorted(file for file in STATIC.rglob("*") if file.is_file())
    return json.dumps(bill(pins(PINS.read_text()), files, project), indent=1) + "\n"

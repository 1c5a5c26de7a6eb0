"""From a file's words to what the database stores: the same parts, as the editor would have written them."""

import uuid
from collections.abc import Mapping
from typing import Any

from handrail.learn.links import from_files
from handrail.learn.loading.files import Row
from handrail.learn.plain_rich_text import from_markdown, line_from_markdown

NAMESPACE = uuid.UUID("6f1f9a54-3f0c-4f0e-9a7b-1d3c0d0f5e11")  # of the ids of parts: the same file gives the same ids
AS_LISTS = {"steps": "numbers"}  # a file may call a numbered list by what it is
Stored = list[dict[str, Any]]


def body(blocks: list[Row], *, ids: Mapping[str, int], about: str) -> Stored:
    return [
        {
            "type": "list" if block["kind"] in AS_LISTS else block["kind"],
            "value": value(block, ids),
            "id": made_id(about, number),
        }
        for number, block in enumerate(blocks)
    ]


def made_id(about: str, number: int) -> str:
    return str(uuid.uuid5(NAMESPACE, f"{about} {number}"))


def value(block: Row, ids: Mapping[str, int]) -> dict[str, Any]:
    def rich(text: str) -> str:
        return from_files(from_markdown(text), ids)

    def line(text: str) -> str:
        return from_files(line_from_markdown(text), ids)

    made: dict[str, Any] = {"heading": block.get("heading", "")}
    match block["kind"]:
        case "text":
            made |= {"body": rich(block["body"])}
        case "list" | "steps":
            style = AS_LISTS.get(block["kind"]) or block.get("style", "bullets")
            made |= {"style": style, "items": [line(item) for item in block["items"]]}
        case "card":
            made |= {"level": block["level"], "body": rich(block["body"])}
        case "picture":
            return made | {"name": block["name"]}
        case "table":
            rows = [{"cells": list(row)} for row in block["rows"]]
            made |= {"caption": block.get("caption", ""), "head": list(block["head"]), "rows": rows}
        case "change":
            made = {"then": rich(block["then"]), "now": rich(block["now"])}
    return made | {"claims": list(block.get("claims", [])), "opinion": bool(block.get("opinion"))}


def next_steps(steps: list[Any], *, ids: Mapping[str, int], about: str) -> Stored:
    made = [("page", ids.get(step["page"])) if isinstance(step, Mapping) else ("way", step) for step in steps]
    return [
        {"type": kind, "value": one, "id": made_id(f"{about} next", number)}
        for number, (kind, one) in enumerate(made)
        if one
    ]


def related(slugs: list[str], *, ids: Mapping[str, int], about: str) -> Stored:
    return [
        {"type": "page", "value": ids[slug], "id": made_id(f"{about} related", number)}
        for number, slug in enumerate(slugs)
        if slug in ids
    ]

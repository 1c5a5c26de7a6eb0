"""Which texts the product shows: read from the templates' own syntax trees and from Python, for the catalogs."""

from collections.abc import Iterator
from pathlib import Path

from babel.messages.extract import extract
from jinja2 import Environment, nodes

from handrail.web.rendering import literal

PACKAGES = Path(__file__).resolve().parents[1]
PYTHON_MARKS = {"mark": None, "translate": None, "translate_plural": (1, 2)}


def extracted_texts() -> dict[str, list[str]]:
    """Each text with the files that show it, both in a stable order."""
    found: dict[str, set[str]] = {}
    for file, text in [*python_texts(), *template_texts()]:
        found.setdefault(text, set()).add(file)
    return {text: sorted(files) for text, files in sorted(found.items(), key=lambda entry: (min(entry[1]), entry[0]))}


def python_texts() -> Iterator[tuple[str, str]]:
    for file in sorted(PACKAGES.rglob("*.py")):
        with file.open("rb") as source:
            for _, messages, *_ in extract("python", source, keywords=PYTHON_MARKS):
                for text in messages if isinstance(messages, tuple) else (messages,):
                    yield relative(file), text


def template_texts() -> Iterator[tuple[str, str]]:
    """Parsed by an environment that folds nothing, so that the English literals are still calls."""
    plain = Environment(autoescape=True)
    for file in sorted(PACKAGES.rglob("*.jinja")):
        tree = plain.parse(file.read_text("utf-8"))
        for call in tree.find_all(nodes.Call):
            if isinstance(call.node, nodes.Name) and call.node.name in ("_", "_n"):
                yield from ((relative(file), literal(call, place)) for place in range(1 + (call.node.name == "_n")))


def relative(file: Path) -> str:
    return file.relative_to(PACKAGES).as_posix()

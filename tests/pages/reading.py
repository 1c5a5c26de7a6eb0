"""Reads a page as a person or a machine would: its words, its attributes, its forms."""

import re
from html.parser import HTMLParser

SILENT = {"script", "style"}
VOID = {"br", "hr", "img", "input", "link", "meta", "path", "rect", "circle", "wbr"}
SPOKEN_ATTRIBUTES = {"alt", "title", "aria-label", "placeholder"}


class Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str]]] = []
        self.texts: list[str] = []
        self.focusable: list[tuple[str, dict[str, str]]] = []
        self._inside: list[str] = []

    def handle_starttag(self, tag, attrs):
        attributes = {name: value or "" for name, value in attrs}
        self.tags.append((tag, attributes))
        self._inside.append(tag)
        if (tag == "a" and "href" in attributes) or tag in ("button", "input", "select", "summary"):
            self.focusable.append((tag, attributes))
        self.texts += [value for name, value in attributes.items() if name in SPOKEN_ATTRIBUTES]

    def handle_data(self, data):
        if data.strip() and (not self._inside or self._inside[-1] not in SILENT):
            self.texts.append(" ".join(data.split()))


def read(response) -> Reader:
    reader = Reader()
    reader.feed(response.content.decode())
    return reader


def words(response) -> str:
    return " ".join(read(response).texts)


class PaperReader(Reader):
    """What a printer puts on paper: all words but those inside an element that is not for it."""

    def __init__(self) -> None:
        super().__init__()
        self._hidden_since = 0

    def handle_starttag(self, tag, attrs):
        if tag in VOID:
            return
        super().handle_starttag(tag, attrs)
        if not self._hidden_since and "no-print" in (dict(attrs).get("class") or "").split():
            self._hidden_since = len(self._inside)

    def handle_endtag(self, tag):
        if tag in self._inside:
            while self._inside.pop() != tag:
                pass
        if len(self._inside) < self._hidden_since:
            self._hidden_since = 0

    def handle_data(self, data):
        if not self._hidden_since:
            super().handle_data(data)


def on_paper(response) -> str:
    reader = PaperReader()
    reader.feed(response.content.decode())
    return " ".join(reader.texts)


def title(response) -> str:
    return re.search(r"<title>(.*?)</title>", response.content.decode())[1]


def all_with(response, tag: str, **attributes: str) -> list[dict[str, str]]:
    return [
        found
        for name, found in read(response).tags
        if name == tag and all(found.get(key) == value for key, value in attributes.items())
    ]


def led_to(response) -> list[str]:
    """The fields that a refusal leads to and that are marked as wrong, by their ids."""
    links = [link["href"] for link in all_with(response, "a") if link.get("href", "").startswith("#")]
    fields = [tag for name in ("input", "textarea", "select") for tag in all_with(response, name)]
    return [field["id"] for field in fields if "aria-invalid" in field and f"#{field['id']}" in links]


def carried(response) -> str:
    """The sealed search a page carries."""
    return all_with(response, "input", name="search")[0]["value"]


def static_files(response) -> list[str]:
    """Every file of ours that a first view loads."""
    sheets = [tag["href"] for tag in all_with(response, "link") if tag["rel"] in ("stylesheet", "icon")]
    return sheets + [tag["src"] for tag in all_with(response, "script")]

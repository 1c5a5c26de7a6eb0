"""The editor's own form, as a browser sends it: every field that the page shows, with what should change."""

import re
from html import unescape
from html.parser import HTMLParser

from django.test import Client


class Fields(HTMLParser):
    """Collects what the form of a page would send."""

    def __init__(self) -> None:
        super().__init__()
        self.found: dict[str, str] = {}
        self._select = self._textarea = ""

    def handle_starttag(self, tag, attributes):
        told = dict(attributes)
        name = told.get("name", "")
        if tag == "input" and name and told.get("type") not in ("checkbox", "radio", "submit"):
            self.found[name] = told.get("value") or ""
        elif tag == "input" and name and told.get("type") == "checkbox" and "checked" in told:
            self.found[name] = told.get("value") or "on"
        elif tag == "textarea":
            self._textarea = name
            self.found[name] = ""
        elif tag == "select":
            self._select = name
        elif tag == "option" and self._select and "selected" in told:
            self.found[self._select] = told.get("value") or ""

    def handle_data(self, data):
        if self._textarea:
            self.found[self._textarea] += data

    def handle_endtag(self, tag):
        if tag == "textarea":
            self.found[self._textarea] = self.found[self._textarea].removeprefix("\n")
            self._textarea = ""
        if tag == "select":
            self._select = ""


def plain_fields(client: Client, address: str) -> dict[str, str]:
    fields = Fields()
    fields.feed(client.get(address).content.decode())
    return {name: unescape(value) for name, value in fields.found.items() if name and re.match(r"[a-z_]", name)}

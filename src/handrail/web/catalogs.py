"""The Spanish catalog as files: read, brought in step with the texts shown, compiled."""

from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

from handrail.web.translation import LOCALE

SPANISH = "es"


def catalog_file(suffix: str) -> Path:
    return LOCALE / SPANISH / "LC_MESSAGES" / f"django.{suffix}"


def stored_catalog() -> Catalog:
    with catalog_file("po").open("rb") as file:
        return read_po(file, locale=SPANISH)


def in_step(stored: Catalog, texts: dict[str, list[str]]) -> Catalog:
    """The same translations for the texts shown now; a text no longer shown is left out."""
    fresh = Catalog(locale=SPANISH, project="Handrail", charset="utf-8", fuzzy=False)
    for text, files in texts.items():
        known = stored.get(text)
        fresh.add(text, known.string if known else "", locations=[(file, 1) for file in files])
    return fresh


def as_po(catalog: Catalog) -> bytes:
    written = BytesIO()
    write_po(written, catalog, width=0, include_lineno=False, omit_header=True)
    return HEADER.encode() + written.getvalue()


HEADER = """# Spanish words of Handrail. Plain, polite (usted), for readers in the United States.
msgid ""
msgstr ""
"Language: es\\n"
"Content-Type: text/plain; charset=utf-8\\n"
"Plural-Forms: nplurals=2; plural=(n != 1);\\n"

"""


def compiled(catalog: Catalog) -> bytes:
    """With fixed dates in its header, so that equal catalogs compile to equal bytes."""
    catalog.creation_date = catalog.revision_date = datetime(2026, 1, 1, tzinfo=UTC)
    written = BytesIO()
    write_mo(written, catalog)
    return written.getvalue()


def missing(catalog: Catalog) -> list[str]:
    return [str(message.id) for message in catalog if message.id and not message.string]

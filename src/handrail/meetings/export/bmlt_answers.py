"""The answers of a BMLT server, as JSON in pieces: none of them is ever in memory as a whole."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import chain, islice
from typing import Any

import orjson

from handrail.meetings.export.bmlt import bmlt_row
from handrail.meetings.export.bmlt_bodies import bodies, with_children
from handrail.meetings.export.bmlt_changes import changes
from handrail.meetings.export.bmlt_fields import field_keys, field_values
from handrail.meetings.export.bmlt_formats import ENGLISH, Format, FormatBook, row_of
from handrail.meetings.export.bmlt_matching import FormatMatching
from handrail.meetings.export.bmlt_parameters import Parameters
from handrail.meetings.export.bmlt_search import search
from handrail.meetings.export.bmlt_server import coverage_area, server_info
from handrail.meetings.export.distances import told
from handrail.meetings.export.queries import Hit, Publishers, in_this_order, keys_used
from handrail.meetings.export.tsml import tsml_row

TOGETHER = 100  # rows in one piece


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked, of which list. `root` is our own address, up to /bmlt."""

    asked: Parameters
    known: Publishers
    root: str


class Books:
    """The book of formats, made once for each version of the list."""

    def __init__(self) -> None:
        self._made = "", FormatBook(())

    def of(self, known: Publishers) -> FormatBook:
        """Version and book change together: another thread never sees one without the other."""
        version, book = self._made
        if version != known.version:
            book = FormatBook(known.by_id.values(), used=keys_used(known))
            self._made = known.version, book
        return book


books = Books()


def json_list(rows: Iterable[Any]) -> Iterator[bytes]:
    left, begin = iter(rows), b"["
    while some := list(islice(left, TOGETHER)):
        yield begin + b",".join(map(orjson.dumps, some))
        begin = b","
    yield b"[]" if begin == b"[" else b"]"


def search_results(question: Question) -> Iterator[bytes]:
    asked, book = question.asked, books.of(question.known)
    hits = found_by(question, book)
    used: dict[str, Format] = {}
    if asked.is_on("get_formats_only"):
        for _ in meeting_rows(question, hits, book, used):
            pass
        yield from chain([b'{"formats":'], used_formats(question, used), [b"}"])
    elif asked.has("get_used_formats"):
        rows = json_list(meeting_rows(question, hits, book, used))
        yield from chain([b'{"meetings":'], rows, [b',"formats":'], used_formats(question, used), [b"}"])
    else:
        yield from json_list(meeting_rows(question, hits, book, used))


def found_by(question: Question, book: FormatBook) -> list[Hit]:
    asked = question.asked
    is_any = asked.text("formats_comparison_operator").upper() == "OR"
    matching = FormatMatching(asked.numbers("formats"), any_of_them=is_any, book=book, known=question.known)
    return search(asked, question.known, matching)


def meeting_rows(
    question: Question, hits: list[Hit], book: FormatBook, used: dict[str, Format]
) -> Iterator[dict[str, str]]:
    """Which formats they use is known when the last was sent."""
    only = frozenset(question.asked.values("data_field_key"))
    for hit, meeting in in_this_order(question.known, hits):
        formats = book.formats_of(meeting)
        used.update((form.own_id, form) for form in formats)
        distance = None if hit.far is None else told(hit.far)
        row = bmlt_row(meeting, hit.weekday, formats=formats, root=question.root, distance=distance)
        yield {name: value for name, value in row.items() if name in only} if only else row


def used_formats(question: Question, used: dict[str, Format]) -> Iterator[bytes]:
    """Read only when the meetings were: until then it is not known which they are."""
    rows = (row_of(used[own_id], root=question.root) for own_id in sorted(used, key=lambda each: used[each].key))
    yield from json_list(rows)


def formats(question: Question) -> Iterator[bytes]:
    """All that any feed has. `show_all` changes nothing: a format is listed here because some meeting may have it."""
    asked = question.asked
    ids, keys = asked.numbers("format_ids"), frozenset(asked.values("key_strings"))
    listed = books.of(question.known).all_in(asked.values("lang_enum") or [ENGLISH])
    rows = (
        row_of(each, root=question.root)
        for each in listed
        if (not keys or each.key in keys)
        and (not ids.wanted or int(each.own_id) in ids.wanted)
        and int(each.own_id) not in ids.unwanted
    )
    return json_list(rows)


def service_bodies(question: Question) -> Iterator[bytes]:
    asked, rows = question.asked, list(bodies(question.known.by_id.values()))
    services = asked.numbers("services")
    wanted, unwanted = ({str(each) for each in some} for some in (services.wanted, services.unwanted))
    if asked.is_on("recursive"):
        wanted, unwanted = with_children(wanted, rows), with_children(unwanted, rows)
    if asked.is_on("parents"):
        wanted |= above(wanted, rows)
    chosen = (row for row in rows if (not services.wanted or row["id"] in wanted) and row["id"] not in unwanted)
    return json_list(chosen)


def above(chosen: set[str], rows: list[dict[str, str]]) -> set[str]:
    parents, found = {row["id"]: row["parent_id"] for row in rows}, set()
    for id_ in chosen:
        while (id_ := parents.get(id_, "0")) != "0" and id_ not in found:
            found.add(id_)
    return found


def languages_of(question: Question) -> list[str]:
    rows = books.of(question.known).rows.values()
    return sorted({ENGLISH, *(language for each in rows for language in each)})


def later(rows: Callable[[Question], Iterable[Any]]) -> Callable[[Question], Iterator[bytes]]:
    """Asked for with the first piece: who has the version already never gets that far."""

    def answer(question: Question) -> Iterator[bytes]:
        yield from json_list(rows(question))

    return answer


ANSWERS: Mapping[str, Callable[[Question], Iterator[bytes]]] = {
    "GetSearchResults": search_results,
    "GetFormats": formats,
    "GetServiceBodies": service_bodies,
    "GetServerInfo": later(lambda question: server_info(languages_of(question))),
    "GetFieldKeys": later(lambda question: field_keys()),
    "GetFieldValues": later(lambda question: field_values(question.asked.text("meeting_key"))),
    "GetChanges": later(lambda question: changes(question.asked, question.known)),
    "GetCoverageArea": later(lambda question: coverage_area()),
}


def tsml_results(question: Question) -> Iterator[bytes]:
    """The same search, answered as a Meeting Guide list: each meeting once."""
    hits = {hit.number: hit for hit in reversed(found_by(question, books.of(question.known)))}
    once = list(reversed(hits.values()))
    yield from json_list(tsml_row(meeting) for _, meeting in in_this_order(question.known, once))

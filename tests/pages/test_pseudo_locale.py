"""In a language nobody speaks every word of a page is marked; a word without marks was never translatable."""

import re
from dataclasses import asdict
from types import SimpleNamespace

import pytest
from django.conf import settings
from django.test import RequestFactory

from handrail.pages import choices
from handrail.pages.card_sheets import card_sheets
from handrail.pages.forms import Search
from handrail.pathways.domain.paths import Availability
from handrail.web import page_context, rendering
from handrail.web.resources import resources
from handrail.web.translation import CLOSE_MARK, OPEN_MARK, PSEUDO
from pages.reading import words

MARKED = re.compile(f"{OPEN_MARK}[^{CLOSE_MARK}]*{CLOSE_MARK}")
LETTERS = re.compile(r"[^\W\d_]{2,}")
NAMES = ("Handrail", "tel", "CFR")
DATA = "777"  # stands for all that is data: a facility's name, a sentence of a path


def line(text: str = DATA) -> SimpleNamespace:
    return SimpleNamespace(code="x", text=text, is_disputed=False, leg="")


def facility() -> SimpleNamespace:
    return SimpleNamespace(name=DATA, program=DATA, public_id="777", address=DATA, pk=1)


def phone() -> SimpleNamespace:
    return SimpleNamespace(shown=DATA, href="tel:777", spoken=DATA)


def card(place: int) -> SimpleNamespace:
    known = Availability(("unknown", "open", "full")[place])
    leg = SimpleNamespace(role="start", when=DATA, distance_miles=1.5, summary=DATA, availability=known)
    start = SimpleNamespace(
        address="/facilities/777/",
        number=1,
        leg=leg,
        when=DATA,
        facility=facility(),
        phone=phone(),
        source=DATA,
        then=(leg,) if place else (),
    )
    belong = SimpleNamespace(number=2, leg=leg, when=DATA, facility=None, phone=None, then=())
    path = SimpleNamespace(
        title=DATA,
        summary=DATA,
        summary_source=DATA,
        warnings=[line()],
        ask=[line()],
        reasons=[line()],
        naloxone=DATA,
        legs=(leg,),
        told=None,
    )
    shown = {"stops": (start, belong), "tags": (), "phone": phone(), "language": PSEUDO}
    return SimpleNamespace(path=path, place=place, is_first_of_kind=True, **shown)


def sketch() -> SimpleNamespace:
    mark = SimpleNamespace(number=1, x=1, y=1, name=DATA, miles=2.0, direction="north", is_near=False, is_first=True)
    return SimpleNamespace(marks=(mark, mark), ring=5, width=360, height=300, x=180, y=150, radius=120)


def bridge() -> SimpleNamespace:
    from datetime import date

    return SimpleNamespace(text=DATA, source=DATA, checked=date(2026, 11, 23), expires=date(2027, 1, 1))


def facts() -> SimpleNamespace:
    group = SimpleNamespace(heading=DATA, note=DATA, lines=(line(),))
    return SimpleNamespace(
        groups=(group,),
        asks=(line(),),
        only_serves=(line(),),
        phone=phone(),
        intake_phones=(phone(),),
        website="https://clinic.example/",
        source=DATA,
        added=DATA,
        verified=DATA,
        gone=DATA,
        position=DATA,
    )


def results(who: str) -> dict:
    answer = SimpleNamespace(relaxed=[line()], bridges=[bridge()], counts=SimpleNamespace(matching=1, in_radius=2))
    return {
        "answer": answer,
        "urgent": [line()],
        "calm": [line()],
        "card_html": card_sheets.html,
        "cards": [card(0), card(1), card(2)],
        "other_cards": [card(1)],
        "place": SimpleNamespace(label=DATA),
        "form": Search(who=who, place=DATA),
        "chosen": ["Medicaid"],
        "age": 16,
        "is_far_from_all": False,
        "search": DATA,
        "sketch": sketch(),
    }


ROW = SimpleNamespace(reason=DATA, points=DATA, unit=DATA, source=DATA)
WRONG = Search(errors=dict.fromkeys(("place", "age", "radius", "matters", "medicine"), DATA))
FORM = {"form": Search(), "choices": choices}
PAGES = {
    "home": ("pages/home.jinja", FORM),
    "search": ("pages/search.jinja", {**FORM, "is_expired": False}),
    "search expired": ("pages/search.jinja", {**FORM, "is_expired": True}),
    "search refused": ("pages/search.jinja", {"form": WRONG, "choices": choices, "is_expired": False}),
    "choose place": (
        "pages/choose_place.jinja",
        {"message": DATA, "choices": [SimpleNamespace(label=DATA)], "search": DATA},
    ),
    "paths for myself": ("pages/paths.jinja", results("myself")),
    "paths for someone loved": ("pages/paths.jinja", results("loved")),
    "paths for a client": ("pages/paths.jinja", results("client")),
    "no paths": ("pages/paths.jinja", {**results("myself"), "cards": [], "other_cards": [], "sketch": None}),
    "facility": (
        "pages/facility.jinja",
        {"facility": facility(), "facts": facts(), "neighbors": [facility()], "search": DATA},
    ),
    "crisis": ("pages/crisis.jinja", {}),
    "ordering": ("pages/ordering.jinja", {"rows": [ROW]}),
    "leaving": ("pages/leaving.jinja", {}),
    "style guide": ("pages/styleguide.jinja", FORM),
    **{f"error {status}": (f"web/errors/{status}.jinja", {}) for status in (400, 403, 404, 405, 500)},
}


@pytest.fixture
def pseudo(monkeypatch):
    monkeypatch.setattr(rendering, "language_of", lambda path: PSEUDO)
    monkeypatch.setattr(page_context, "is_demonstration", lambda: True)
    rendering.environment.cache_clear()
    yield
    rendering.environment.cache_clear()


def resource_words() -> set[str]:
    known = resources(settings.COUNTRY)
    every = (*known.all_lines, known.naloxone, known.emergency)
    return {
        words_of["en"]
        for one in every
        for name, words_of in asdict(one).items()
        if name in ("label", "about", "hours", "word") and words_of
    }


def unmarked(shown: str) -> list[str]:
    rest = MARKED.sub(" ", shown)
    for text in sorted({*NAMES, *resource_words()}, key=len, reverse=True):
        rest = rest.replace(text, " ")
    return LETTERS.findall(rest)


def test_hard_coded_word_would_be_found():
    assert unmarked(f"{OPEN_MARK}Find help{CLOSE_MARK} Handrail 911 Oops") == ["Oops"]


@pytest.mark.parametrize("name", PAGES)
def test_page_has_no_word_that_cannot_be_translated(pseudo, name):
    template, context = PAGES[name]

    response = rendering.page(RequestFactory().get("/"), template, context)

    assert unmarked(words(response)) == []

"""In a language nobody speaks every word of a page is marked; a word without marks was never translatable."""

import re
from dataclasses import asdict, replace
from datetime import date
from types import SimpleNamespace

import pytest
from django.conf import settings
from django.test import RequestFactory

from handrail.directory.corrections.choices import KINDS
from handrail.interop.problem_kinds import KINDS as PROBLEMS
from handrail.learn.domain.crisis_words import Danger
from handrail.pages import choices, plain_questions
from handrail.pages.api_words import Word, WordTable
from handrail.pages.card_sheets import card_sheets
from handrail.pages.five_answers import Answers
from handrail.pages.forms import Search
from handrail.pages.list_form import DISTANCE_WORDS, ListSearch
from handrail.pages.problem_form import ProblemForm
from handrail.pages.style_samples import samples
from handrail.pathways.domain.paths import Availability
from handrail.web import page_context, rendering
from handrail.web.resources import resources
from handrail.web.translation import CLOSE_MARK, OPEN_MARK, PSEUDO
from pages.reading import words

MARKED = re.compile(f"{OPEN_MARK}[^{CLOSE_MARK}]*{CLOSE_MARK}")
CODE = re.compile(rb"<code>.*?</code>", re.DOTALL)  # what a machine reads is in no language
LETTERS = re.compile(r"[^\W\d_]{2,}")
NAMES = ("Handrail", "tel", "CFR")
DATA = "777"  # stands for all that is data: a facility's name, a sentence of a path


def line(text: str = DATA) -> SimpleNamespace:
    return SimpleNamespace(code="x", text=text, is_disputed=False, leg="")


def facility() -> SimpleNamespace:
    return SimpleNamespace(name=DATA, program=DATA, public_id="777", address=DATA, pk=1, city=DATA, checked_at=None)


def phone() -> SimpleNamespace:
    return SimpleNamespace(shown=DATA, href="tel:777", spoken=DATA)


def call_lines() -> tuple[SimpleNamespace, ...]:
    dialed = SimpleNamespace(**vars(phone()), extension=DATA, name=DATA, warning=DATA)
    return dialed, SimpleNamespace(shown=DATA, href="", spoken="", extension="", name="", warning="")


def card(place: int) -> SimpleNamespace:
    known = Availability(("unknown", "open", "full")[place])
    facts = {"when": DATA, "distance_miles": 1.5, "summary": DATA, "facility": facility()}
    leg = SimpleNamespace(role="start", availability=known, tonight=None, **facts)
    start = SimpleNamespace(
        address="/facilities/777/",
        number=1,
        leg=leg,
        when=DATA,
        facility=facility(),
        lines=call_lines()[:place],
        source=DATA,
        then=(leg,) if place else (),
    )
    belong = SimpleNamespace(number=2, leg=leg, when=DATA, facility=None, lines=(), then=())
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
    shown = {"stops": (start, belong), "tags": (), "found": (), "language": PSEUDO, "answering": {place}}
    return SimpleNamespace(path=path, place=place, is_first_of_kind=True, **shown)


def meetings_told() -> SimpleNamespace:
    when = SimpleNamespace(main=DATA, beside=DATA, is_now=True)
    tag = SimpleNamespace(words=DATA, tone="ask")
    card = SimpleNamespace(public_id="777", name=DATA, when=when, facts=(DATA, DATA), where=DATA, tags=(tag,))
    return SimpleNamespace(heading=DATA, cards=(card,), notes=(DATA,), place=DATA)


def sketch() -> SimpleNamespace:
    mark = SimpleNamespace(number=1, x=1, y=1, name=DATA, miles=2.0, direction="north", is_near=False, is_first=True)
    return SimpleNamespace(marks=(mark, mark), ring=5, width=360, height=300, x=180, y=150, radius=120)


def bridge() -> SimpleNamespace:
    return SimpleNamespace(text=DATA, source=DATA, checked=date(2026, 11, 23), expires=date(2027, 1, 1))


def facts() -> SimpleNamespace:
    group = SimpleNamespace(heading=DATA, note=DATA, lines=(line(),))
    return SimpleNamespace(
        groups=(group,),
        asks=(line(),),
        only_serves=(line(),),
        website=DATA,
        source=DATA,
        added=DATA,
        verified=DATA,
        gone=DATA,
        position=DATA,
    )


def place_card() -> SimpleNamespace:
    return SimpleNamespace(
        facility=facility(),
        medicine=line(),
        payment=line(),
        tags=(line(),),
        source=DATA,
        verified=DATA,
        miles=2.0,
        said=said(),
    )


def page_facts(extension: str = DATA) -> SimpleNamespace:
    group = SimpleNamespace(
        code="pay", heading=DATA, note=DATA, first=(line(),), more=(line(), line()), lines=(line(),)
    )
    sign = SimpleNamespace(name=DATA, answer=DATA, is_listed=False)
    return SimpleNamespace(
        card=place_card(),
        shown=(group,),
        folded=(group,),
        signs=(sign,),
        script=(line(),),
        lines=call_lines(),
        extension=extension,
        is_about_opioids=True,
    )


def state(facilities: int = 2) -> SimpleNamespace:
    return SimpleNamespace(slug="il", called=lambda language: DATA, code="IL", facilities=facilities)


def town(name: str = DATA) -> SimpleNamespace:
    return SimpleNamespace(
        name=name, slug="777", state="77", state_slug="il", facilities=2, methadone=1, buprenorphine=3, cities=()
    )


def trust() -> SimpleNamespace:
    call = SimpleNamespace(beside=DATA, text=DATA, strength=DATA)
    return SimpleNamespace(
        visitors=DATA,
        doubt=DATA,
        calls_made=DATA,
        calls=[call],
        facts=[SimpleNamespace(text=DATA, href="tel:777"), SimpleNamespace(text=DATA, href="")],
        merged_into=facility(),
        closed=DATA,
        kept=DATA,
        hours=[DATA],
        hours_by=DATA,
    )


def health_page(language: str = "en") -> SimpleNamespace:
    return SimpleNamespace(
        slug="777", topic="understand", language=language, question=DATA, answer=DATA, address="/777/"
    )


def pages_told(*pages: SimpleNamespace) -> SimpleNamespace:
    return SimpleNamespace(pages=pages, corrected=(DATA,) if pages else (), is_in_their_words=True)


def facility_page(**changed) -> dict:
    whole = {
        "facility": facility(),
        "shown": page_facts(),
        "facts": facts(),
        "levels": [(DATA, [("open", DATA), ("full", DATA), ("unknown", DATA)])],
        "trust": trust(),
        "neighbors": [facility()],
        "next_cards": [place_card()],
        "may_be_called": True,
        "is_answering": True,
        "helps": False,
        "about": "opioid",
        "transfer": DATA,
        "guides": [health_page()],
        "state": state(),
        "town": town(),
        "search": DATA,
    }
    return whole | changed


def bare_facility_page() -> dict:
    shown = SimpleNamespace(**{**vars(page_facts("")), "shown": (), "folded": (), "lines": ()})
    return facility_page(shown=shown, neighbors=[], next_cards=[], guides=[], search=None, levels=[], helps=True)


def found(*, is_empty: bool = False, is_sentence: bool = False, only: bool = True) -> SimpleNamespace:
    place = SimpleNamespace(label=DATA)
    points = ((place, town()), (place, None))
    places = SimpleNamespace(states=(state(),), points=points, only=place if only else None)
    service = SimpleNamespace(service=SimpleNamespace(key="777"), name=DATA, facilities=2)
    return SimpleNamespace(
        is_empty=is_empty,
        is_sentence=is_sentence,
        understood=DATA,
        where=DATA,
        places=None if is_empty else places,
        services=() if is_empty else (service,),
        cards=() if is_empty else (place_card(),) * 20,
    )


def near(total: int, *, is_far: bool = False) -> dict:
    cards = (place_card(),) if total else ()
    listed = SimpleNamespace(cards=cards, total=total, number=2, pages=3, is_far=is_far)
    return {
        **LOOKED_UP,
        "cautions": [DATA],
        "place": SimpleNamespace(label=DATA),
        "near": listed,
        "service": DATA if total else "",
    }


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


def other_care(count: int) -> dict:
    found = SimpleNamespace(distance_miles=1.5, reasons=[line()], warnings=[line()])
    place_cards = [
        SimpleNamespace(
            found=found,
            facility=facility(),
            address="/facilities/777/",
            source=DATA,
            tags=(line(),),
            said=told,
            place=at,
        )
        for at, told in ((0, said()), (1, SimpleNamespace(lines=(), room=None)))
    ]
    need = SimpleNamespace(withdraws_from=("alcohol",), cares=("alcohol", "stimulants"))
    context = results("myself")
    context["answer"].need = need
    return {**context, "about": "Alcohol", "cards": place_cards[:count]}


def dated_fact(*, is_old: bool, is_confirmed: bool) -> SimpleNamespace:
    from datetime import date

    days = {"checked": date(2026, 11, 23), "recheck": date(2027, 2, 23)}
    return SimpleNamespace(text=DATA, source=DATA, is_old=is_old, is_confirmed=is_confirmed, **days)


FACTS = [dated_fact(is_old=True, is_confirmed=True), dated_fact(is_old=False, is_confirmed=False)]


def help_card(miles: float | None) -> SimpleNamespace:
    from datetime import date

    place = SimpleNamespace(
        name=DATA,
        full_address=DATA,
        hours=DATA,
        languages=DATA,
        website=DATA,
        is_demonstration=miles is None,
        list_name=DATA,
        source_date=date(2026, 11, 23),
        last_checked=date(2026, 11, 23) if miles else None,
    )
    return SimpleNamespace(place=place, miles=miles, offers=["Wound care"], phone=phone(), is_approximate=True)


def dated_state(*, is_checked: bool) -> SimpleNamespace:
    from datetime import date

    own = FACTS if is_checked else []
    return SimpleNamespace(
        slug="il", name=DATA, as_of=date(2026, 11, 23), own=own, national=FACTS, is_checked=is_checked
    )


def not_ready(**more) -> dict:
    context = {
        "naloxone_facts": FACTS,
        "supply_facts": FACTS,
        "states": [("illinois", DATA)],
        "typed": "",
        "error": "",
        "places": [],
        "place": None,
        "cards": [],
        "state": None,
        "search": DATA,
    }
    return {**context, **more}


NEAR = SimpleNamespace(label=DATA)
EVERY_ANSWER = Answers(
    {name: tuple(value for value, _ in listed) for name, listed in plain_questions.QUESTIONS.items()}, place=DATA
)
UNDERSTOOD = {
    "answers": EVERY_ANSWER,
    "wanted": EVERY_ANSWER.wanted,
    "urgent": [line()],
    "calm": [line()],
    "carried": DATA,
    "found": DATA,
}
FIVE = {"answers": Answers(), "questions": plain_questions, "is_expired": False, "places": ()}


def summary(may_be_called: bool = True) -> SimpleNamespace:
    return SimpleNamespace(
        medicine=DATA,
        is_medicine_disputed=False,
        payment=DATA,
        languages=DATA,
        only_serves=(line(),),
        asks=(line(),),
        source=DATA,
        verified=DATA,
        gone=DATA,
        may_be_called=may_be_called,
    )


def said() -> SimpleNamespace:
    return SimpleNamespace(lines=call_lines(), room=SimpleNamespace(state="open", text=DATA))


def list_card(miles: float | None = 1.5) -> SimpleNamespace:
    place = SimpleNamespace(**vars(facility()) | {"city": DATA, "state": DATA})
    return SimpleNamespace(
        facility=place, summary=summary(miles is not None), address="/777/", miles=miles, is_picked=True, said=said()
    )


def printed_path() -> SimpleNamespace:
    path = SimpleNamespace(title=DATA, warnings=[line()], ask=[line()])
    leg = SimpleNamespace(availability=Availability("open"), summary=DATA)
    return SimpleNamespace(
        path=path,
        dangers=[line()],
        legs={"777": leg},
        helps=True,
        belong=SimpleNamespace(summary=DATA),
        meetings=meetings_told(),
    )


def sheet_place(number: int) -> SimpleNamespace:
    qr = SimpleNamespace(size=29, path="M0 0h1v1h-1z")
    return SimpleNamespace(number=number, card=list_card(), public_address=DATA, qr=qr)


def choice_group(name: str, count: int | None) -> SimpleNamespace:
    choice = SimpleNamespace(value=DATA, words=DATA, about=DATA, count=count, is_chosen=True)
    return SimpleNamespace(name=name, words=DATA, choices=(choice,), is_open=True, number_chosen=1, abouts=(choice,))


def list_page(count: int | None, **more) -> dict:
    return {
        "form": ListSearch(place=DATA, paths=DATA),
        "groups_before": [choice_group("payment", count)],
        "groups_after": [choice_group("age", count)],
        "distances": tuple(DISTANCE_WORDS.items()),
        "picked_elsewhere": (DATA,),
        "suggestions": [SimpleNamespace(label=DATA)],
        **more,
    }


def answered_list(total: int, miles: int | None) -> dict:
    loosening = [
        SimpleNamespace(field="without", value="payment", words=DATA, total=1),
        SimpleNamespace(field="without", value="all", words="", total=2),
        SimpleNamespace(field="within", value="50", words=DATA, total=2),
    ]
    return list_page(
        3,
        found=SimpleNamespace(total=total, page=2, pages=3),
        cards=[list_card(), list_card(None)] if total else [],
        place=SimpleNamespace(label=DATA),
        chosen=[DATA],
        miles=miles,
        first_number=1,
        picks_left_out=5,
        loosenings=() if total else loosening,
        paths=SimpleNamespace(who="myself", urgent=[line()], calm=[line()], naloxone=DATA, not_carried=DATA),
        search=DATA,
        kept_for="list",
    )


def opened_list(is_own: bool) -> dict:
    return {
        "cards": [list_card(), list_card()],
        "is_own": is_own,
        "missing": 1,
        "cut": 1,
        "link": DATA,
        "public": {"777": DATA},
        "search": DATA,
        "kept_for": "list" if is_own else "shared",
    }


NOTICE_WORDS = SimpleNamespace(
    title=DATA, lead=DATA, changed=(DATA,), sections=(SimpleNamespace(heading=DATA, text=(DATA,)),)
)


def notice_version(number: int) -> SimpleNamespace:
    return SimpleNamespace(notice="777", version=number, date=date(2026, 11, 23), is_reviewed=False)


def notice_page(*, is_current: bool) -> dict:
    versions = (notice_version(2), notice_version(1))
    return {"notice": versions[0], "words": NOTICE_WORDS, "versions": versions, "is_current": is_current}


DIFFERENCE = SimpleNamespace(code="x", text=DATA, marks=("listed", "disputed", "missing"))
LISTED_LINES = SimpleNamespace(code="pay", heading=DATA, facts=(DIFFERENCE,), lines=(line(),))
COMPARED = SimpleNamespace(first=(LISTED_LINES,), further=(LISTED_LINES,), shared=(LISTED_LINES,))
SHEET = {"printed": None, "places": [sheet_place(1), sheet_place(2)], "missing": 1, "printed_on": date(2026, 11, 23)}
LOOKED_UP = {"text": DATA, "search": DATA, "kept_for": "box", "cautions": {"777": [DATA]}}
TOWN = {
    "state": state(),
    "town": town(),
    "shown": SimpleNamespace(number=2, pages=3, before=1, after=3),
    "cards": [place_card()],
    "near": [SimpleNamespace(town=town(), miles=3.0)],
}


ARTICLE = SimpleNamespace(
    title=DATA,
    answer=DATA,
    author=DATA,
    reviewed_on=None,
    kind="usual",
    checked_on=date(2026, 11, 23),
    get_absolute_url=lambda: "/777/",
)


def shown_page() -> SimpleNamespace:
    return SimpleNamespace(
        article=ARTICLE,
        language=PSEUDO,
        topic=SimpleNamespace(name={"en": DATA}),
        parts=[],
        notes=[],
        ways_on=[SimpleNamespace(way="", page=health_page(PSEUDO))],
        related=[health_page(PSEUDO)],
        has_unconfirmed=True,
        next_review_due=date(2026, 1, 1),
        is_overdue=True,
    )


# Pictures have words of their own in two languages, topics as well: tests/learn reads them.
SAMPLES = replace(
    samples(PSEUDO), pictures=[], topic=SimpleNamespace(topic="777", name={"en": DATA}, lead={"en": DATA})
)
BUNDLE = {
    "search": None,
    "root": "",
    "twin": "/es/777/",
    "about": "/777/",
    "made_on": date(2026, 11, 26),
    "use_until": date(2027, 5, 22),
}
ROW = SimpleNamespace(reason=DATA, points=DATA, unit=DATA, source=DATA, plain_fact=DATA, is_our_choice=True)
WRONG = Search(errors=dict.fromkeys(("place", "about", "age", "radius", "matters", "medicine"), DATA))
FORM = {"form": Search(), "choices": choices}
BOX = {"text": "", "found": None, "is_expired": False, "is_empty": False, "dangers": (), "pages": pages_told()}
PAGES = {
    "home": ("pages/home.jinja", {**FORM, "questions": [health_page()]}),
    "home without health pages": ("pages/home.jinja", {**FORM, "questions": []}),
    "search": ("pages/search.jinja", {**FORM, "is_expired": False}),
    "search expired": ("pages/search.jinja", {**FORM, "is_expired": True}),
    "search refused": (
        "pages/search.jinja",
        {"form": WRONG, "choices": choices, "is_expired": False, "suggestions": [NEAR], "search": DATA},
    ),
    "choose place": (
        "pages/choose_place.jinja",
        {"message": DATA, "choices": [SimpleNamespace(label=DATA)], "search": DATA},
    ),
    "paths for myself": ("pages/paths.jinja", results("myself")),
    "paths for someone loved": ("pages/paths.jinja", results("loved")),
    "paths for a client": ("pages/paths.jinja", results("client")),
    "no paths": ("pages/paths.jinja", {**results("myself"), "cards": [], "other_cards": [], "sketch": None}),
    "facility": ("pages/facility.jinja", facility_page()),
    "facility without a word": ("pages/facility.jinja", bare_facility_page()),
    "browse": (
        "pages/browse.jinja",
        {"overview": SimpleNamespace(states=(state(), state(0)), facilities=2, loaded=(DATA,)), "text": ""},
    ),
    "state": (
        "pages/browse_state.jinja",
        {"state": state(), "letters": {"7": [town(), town("")]}, "has_letters": True},
    ),
    "empty state": ("pages/browse_state.jinja", {"state": state(0), "letters": {}, "has_letters": False}),
    "town": ("pages/browse_town.jinja", TOWN),
    "town from a search": ("pages/browse_town.jinja", TOWN | LOOKED_UP),
    "search box": ("pages/look_up.jinja", BOX),
    "search box expired": ("pages/look_up.jinja", {**BOX, "is_expired": True}),
    "search box empty": ("pages/look_up.jinja", {**BOX, "is_empty": True}),
    "found": ("pages/look_up.jinja", {**BOX, **LOOKED_UP, "found": found()}),
    "found in several towns": ("pages/look_up.jinja", {**BOX, **LOOKED_UP, "found": found(only=False)}),
    "found in a sentence": ("pages/look_up.jinja", {**BOX, **LOOKED_UP, "found": found(is_sentence=True)}),
    "found words of every danger": (
        "pages/look_up.jinja",
        {**BOX, **LOOKED_UP, "found": found(is_empty=True), "dangers": list(Danger)},
    ),
    "found health pages": (
        "pages/look_up.jinja",
        {**BOX, **LOOKED_UP, "found": found(), "pages": pages_told(*map(health_page, ("en", "es")))},
    ),
    "found nothing": ("pages/look_up.jinja", {**BOX, **LOOKED_UP, "found": found(is_empty=True)}),
    "found nothing in a sentence": (
        "pages/look_up.jinja",
        {**BOX, **LOOKED_UP, "found": found(is_empty=True, is_sentence=True)},
    ),
    "near": ("pages/near.jinja", near(2)),
    "near, far away": ("pages/near.jinja", near(2, is_far=True)),
    "near nothing": ("pages/near.jinja", near(0)),
    "near where": (
        "pages/near_where.jinja",
        {**LOOKED_UP, "place": DATA, "refusal": DATA, "service": DATA, "choices": [SimpleNamespace(label=DATA)]},
    ),
    "places": ("pages/other_care.jinja", other_care(2)),
    "no places": ("pages/other_care.jinja", other_care(0)),
    "not ready": ("pages/not_ready.jinja", not_ready()),
    "not ready, near": (
        "pages/not_ready.jinja",
        not_ready(place=NEAR, cards=[help_card(2.0)], state=dated_state(is_checked=True)),
    ),
    "not ready, nothing near": ("pages/not_ready.jinja", not_ready(place=NEAR, state=dated_state(is_checked=False))),
    "not ready, which place": ("pages/not_ready.jinja", not_ready(error=DATA, places=[NEAR])),
    "not ready in a state": (
        "pages/not_ready_in.jinja",
        {"state": dated_state(is_checked=True), "cards": [help_card(None)], "search": None},
    ),
    "not ready in an unknown state": (
        "pages/not_ready_in.jinja",
        {"state": dated_state(is_checked=False), "cards": [], "search": None},
    ),
    "five questions": ("pages/five_questions.jinja", FIVE),
    "five questions refused": (
        "pages/five_questions.jinja",
        {
            **FIVE,
            "answers": Answers(errors=dict.fromkeys((*plain_questions.QUESTIONS, "place"), DATA)),
            "places": [NEAR],
            "carried": DATA,
        },
    ),
    "five questions expired": ("pages/five_questions.jinja", {**FIVE, "is_expired": True}),
    "five answers": ("pages/five_answers.jinja", UNDERSTOOD),
    "list form": ("pages/facility_list_form.jinja", list_page(None, is_expired=False)),
    "list form expired": ("pages/facility_list_form.jinja", list_page(None, is_expired=True)),
    "list form refused": (
        "pages/facility_list_form.jinja",
        list_page(None, is_expired=False)
        | {"form": ListSearch(errors=dict.fromkeys(("place", "radius", "filters"), DATA))},
    ),
    "list": ("pages/facility_list.jinja", answered_list(41, 25)),
    "list at any distance": ("pages/facility_list.jinja", answered_list(1, None)),
    "empty list": ("pages/facility_list.jinja", answered_list(0, 25)),
    "compare": (
        "pages/compare.jinja",
        {"cards": [list_card(), list_card(None)], "comparison": COMPARED, "search": DATA},
    ),
    "compare equal": (
        "pages/compare.jinja",
        {
            "cards": [list_card()],
            "comparison": SimpleNamespace(first=(), further=(), shared=(LISTED_LINES,)),
        },
    ),
    "compare one": ("pages/compare_choose.jinja", {"cards": [list_card()], "is_too_many": False}),
    "compare four": ("pages/compare_choose.jinja", {"cards": [list_card()], "is_too_many": True, "search": DATA}),
    "compare none": ("pages/compare_choose.jinja", {"cards": [], "is_too_many": False}),
    "sheet": ("pages/sheet.jinja", {**SHEET, "is_path": False, "is_one_place": False}),
    "sheet of a path and its card": (
        "pages/sheet.jinja",
        {**SHEET, "is_path": True, "is_one_place": False, "printed": printed_path()},
    ),
    "sheet of a path": ("pages/sheet.jinja", {**SHEET, "is_path": True, "is_one_place": True}),
    "sheet too long": ("pages/sheet_choose.jinja", {"cards": [list_card()], "number": 21, "is_for_sharing": True}),
    "sheet of none": ("pages/sheet_choose.jinja", {"cards": [], "is_for_sharing": False}),
    "shared list": ("pages/shared.jinja", opened_list(is_own=False)),
    "list to share": ("pages/shared.jinja", opened_list(is_own=True)),
    "shared list of none": ("pages/shared.jinja", {**opened_list(is_own=False), "cards": []}),
    "shared list, not opened": ("pages/shared_open.jinja", {}),
    "answered": ("pages/answered.jinja", {"facility": facility(), "is_busy": False}),
    "answered from results": ("pages/answered.jinja", {"facility": facility(), "is_busy": True, "search": DATA}),
    **{
        f"thanks for {answer}": (
            "pages/answered_thanks.jinja",
            {
                "facility": facility(),
                "answer": answer,
                "is_counted": answer == "yes",
                "next_cards": [place_card()],
                "about": "opioid",
            },
        )
        for answer in ("yes", "no_answer")
    },
    "problem": (
        "pages/problem.jinja",
        {"facility": facility(), "form": ProblemForm(), "kinds": KINDS, "is_busy": True, "minutes": 777},
    ),
    "problem refused": (
        "pages/problem.jinja",
        {
            "facility": facility(),
            "form": ProblemForm.from_post({"phone": "7" * 41}),
            "errors": [("phone", DATA)],
            "kinds": KINDS,
            "is_busy": False,
            "minutes": 0,
        },
    ),
    "problem thanks": ("pages/problem_thanks.jinja", {"facility": facility(), "due": date(2026, 11, 26)}),
    "crisis": ("pages/crisis.jinja", {}),
    "ordering": ("pages/ordering.jinja", {"rows": [ROW], "care_rows": [ROW]}),
    "leaving": ("pages/leaving.jinja", {}),
    "offline": ("pages/offline.jinja", {"health": [health_page()], "worker": "/777"}),
    "taken off": ("pages/taken_off.jinja", {"is_done": True}),
    "not taken off": ("pages/taken_off.jinja", {"is_done": False}),
    "bundle overview": ("pages/bundle/index.jinja", {**BUNDLE, "topics": [], "naloxone": health_page()}),
    "bundle crisis": ("pages/bundle/crisis.jinja", BUNDLE),
    "bundle claims": ("pages/bundle/claims.jinja", {**BUNDLE, "groups": []}),
    "about a bundle": ("pages/bundle/about.jinja", {**BUNDLE, "overdue": [SimpleNamespace(article=ARTICLE)]}),
    "page of a bundle": ("pages/bundle/article.jinja", {**BUNDLE, "shown": shown_page()}),
    "notices": ("pages/notices.jinja", {"rows": [(notice_version(1), NOTICE_WORDS)]}),
    "notice": ("pages/notice.jinja", notice_page(is_current=True)),
    "old notice": ("pages/notice.jinja", notice_page(is_current=False)),
    "programmers": (
        "pages/programmers.jinja",
        {
            "origin": DATA,
            "per_minute": 600,
            "hours": DATA,
            "capacity_tables": [WordTable("777", DATA, (Word("777", DATA),))],
            "kinds": PROBLEMS,
            "path_words": [WordTable("777", DATA, (Word("777", DATA, DATA),))],
            "filter_tables": [WordTable("777", DATA, (Word("777", DATA, DATA),))],
            "code_tables": [WordTable("777", DATA, (Word("777", DATA),))],
        },
    ),
    "style guide": (
        "pages/styleguide.jinja",
        {**FORM, "theme": "dark", "themes": ("light", "dark"), "samples": SAMPLES},
    ),
    **{f"error {status}": (f"web/errors/{status}.jinja", {}) for status in (400, 403, 404, 405, 500, 503)},
    "error too often": ("web/errors/429.jinja", {"minutes": 777}),
    "error too often for a while": ("web/errors/429.jinja", {"minutes": 7}),
    **{
        f"error {name}, signed in: {known}": (f"{folder}/{name}.jinja", {"is_signed_in": known, "minutes": 777})
        for folder, name in (("web/errors", "form_refused"), ("accounts", "too_often"))
        for known in (True, False)
    },
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
    response.content = CODE.sub(b"", response.content)

    assert unmarked(words(response)) == []

"""The first content is loaded whole or not at all, again without harm, and never over an editor's work."""

import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from content_files import CLAIMS, FIRST, SECOND, SOURCES, write_content
from factories import NOON
from handrail.accounts.models import User
from handrail.kernel.installation import declare
from handrail.kernel.models import InstallationKind
from handrail.learn.loading.actions import load_content
from handrail.learn.loading.files import ContentRefused
from handrail.learn.models import Article, Claim, Source
from handrail.learn.reading.queries import claims_called

pytestmark = pytest.mark.django_db
UNCHANGED = {"new": 0, "changed": 0, "kept": 0}


def test_loading_writes_pages_in_both_languages(content):
    pages = Article.objects.live().order_by("slug", "locale__language_code")

    told = [(page.slug, page.language, page.title, page.get_absolute_url()) for page in pages]

    assert told == [
        ("first", "en", "What is the first thing?", "/heroin/first/"),
        ("first", "es", "¿Qué es lo primero?", "/es/heroin/first/"),
        ("second", "en", "What is the second thing?", "/about/second/"),
    ]
    assert [page.has_unpublished_changes for page in pages] == [False] * 3


def test_loading_again_changes_nothing(content):
    revisions = list(Article.objects.values_list("latest_revision_id", flat=True))

    report = load_content(folder=content)

    assert report.as_json() == {
        "sources": {**UNCHANGED, "unchanged": 2},
        "claims": {**UNCHANGED, "unchanged": 2},
        "pages": {**UNCHANGED, "unchanged": 3},
        "kept": [],
    }
    assert list(Article.objects.values_list("latest_revision_id", flat=True)) == revisions


def test_loading_takes_over_what_a_file_changed(content):
    write_content(
        content,
        sources=SOURCES.replace("Example Press", "Other Press"),
        claims=CLAIMS.replace("Water is wet.", "Water is very wet."),
        first=FIRST.replace("About water", "On water"),
    )

    report = load_content(folder=content)

    assert [report.sources["changed"], report.claims["changed"], report.pages["changed"]] == [1, 1, 1]
    assert Source.objects.get(key="rivers-2020").publisher == "Other Press"
    assert Claim.objects.get(key="water-is-wet").text_en == "Water is very wet."
    assert Article.objects.get(slug="first", locale__language_code="en").body[0].value["heading"] == "On water"


def test_loading_never_overwrites_an_editors_later_work(content):
    editor = User.objects.create_user("editor-1001", "a-long-password")
    page = Article.objects.get(slug="first", locale__language_code="en")
    page.title = "An editor's question?"
    page.save_revision(user=editor)
    Claim.objects.filter(key="water-is-wet").update(text_en="An editor's claim.")
    Source.objects.filter(key="rivers-2020").update(title="An editor's title")
    write_content(
        content,
        sources=SOURCES.replace("Example Press", "Other Press"),
        claims=CLAIMS.replace("Water is wet.", "Water is very wet."),
        first=FIRST.replace("About water", "On water"),
    )

    report = load_content(folder=content)

    assert [report.sources["kept"], report.claims["kept"], report.pages["kept"]] == [1, 1, 1]
    assert page.get_latest_revision_as_object().title == "An editor's question?"
    assert Claim.objects.get(key="water-is-wet").text_en == "An editor's claim."
    assert Source.objects.get(key="rivers-2020").title == "An editor's title"


def changed_release(content):
    return write_content(
        content,
        sources=SOURCES.replace("Example Press", "Other Press"),
        claims=CLAIMS.replace("Water is wet.", "Water is very wet."),
        first=FIRST.replace("About water", "On water"),
    )


def english() -> Article:
    return Article.objects.get(slug="first", locale__language_code="en")


def test_page_that_was_taken_away_stays_away(content):
    english().unpublish()

    report = load_content(folder=changed_release(content))

    assert (english().live, report.kept) == (False, ["page first (en)"])


def test_page_that_an_editor_made_first_stays_theirs(content):
    root = english().get_parent()
    made = Article(title="An editor's page?", slug="third", topic="understand", checked_on=NOON.date(), live=False)
    root.add_child(instance=made)
    third = FIRST.replace('slug = "first"', 'slug = "third"')

    report = load_content(folder=write_content(content, third=third))

    made.refresh_from_db()
    assert (made.title, made.live, report.kept) == ("An editor's page?", False, ["page third (en)"])
    assert Article.objects.get(slug="third", locale__language_code="es").live is True


def test_page_stays_an_editors_after_a_return_to_what_was_loaded(content):
    first = english().get_latest_revision()
    again = first.as_object()
    again.save_revision()

    report = load_content(folder=changed_release(content))

    assert (first.as_object().loaded_revision, report.kept) == (first.pk, ["page first (en)"])


def test_claim_that_an_editor_made_first_stays_theirs(content):
    Claim.objects.create(
        key="air-is-light", text_en="Air?", text_es="¿Aire?", strength="limited", checked_on="2026-01-01"
    )
    more = CLAIMS.split("[[claim]]")[1].replace("water-is-wet", "air-is-light")

    report = load_content(folder=write_content(content, claims=f"{CLAIMS}[[claim]]{more}"))

    assert (Claim.objects.get(key="air-is-light").text_en, report.kept) == ("Air?", ["claim air-is-light"])


def test_source_that_one_person_changed_goes_before_no_reader_with_a_new_claim(content):
    Source.objects.filter(key="rivers-2020").update(title="An editor's title", loaded_as="")
    more = CLAIMS.split("[[claim]]")[1].replace("water-is-wet", "air-is-light")

    load_content(folder=write_content(content, claims=f"{CLAIMS}[[claim]]{more}"))

    shown = claims_called(["air-is-light"])["air-is-light"]
    assert shown.sources[0].title == "A study that was made up for tests"


def test_readers_get_what_a_file_changed(content):
    load_content(folder=changed_release(content))

    shown = claims_called(["water-is-wet"])["water-is-wet"]
    assert (shown.text["en"], shown.sources[0].publisher) == ("Water is very wet.", "Other Press")


def test_command_tells_what_it_kept(content):
    english().unpublish()
    output = StringIO()

    call_command("load_content", folder=content, stdout=output)

    assert "page first (en): an editor made or changed it, so it was kept" in output.getvalue()


@pytest.mark.parametrize(
    ("changed", "problem"),
    [
        ({"claims": CLAIMS.replace("Water is wet.", "Ask an addict.")}, "claim water-is-wet: “addict” wounds"),
        ({"claims": CLAIMS.replace("Water is wet.", "w" * 401)}, "text_en is longer than 400 characters"),
        ({"claims": CLAIMS.replace('key = "water-is-wet"', 'key = "Water"')}, "'Water' is no key"),
        ({"sources": SOURCES.replace("Example Press", "p" * 201)}, "publisher is longer than 200 characters"),
        ({"first": FIRST.replace('slug = "first"', 'slug = "qué"')}, "made of small letters"),
        ({"first": FIRST.replace('answer = "Water', f'answer = "{"w" * 300}')}, "answer is longer than 300"),
        ({"second": SECOND.replace('topic = "about"', 'topic = "detox"')}, "about us has the topic and the kind"),
        (
            {"claims": CLAIMS.replace('sources = ["rivers-2020"]', "sources = []")},
            "claim water-is-wet: it has no source.",
        ),
        ({"claims": CLAIMS.replace('"old-leaflet", ', '"nothing", ')}, "there is no source nothing."),
        ({"claims": CLAIMS.replace('strength = "strong"', 'strength = "sure"')}, "'sure' is no strength."),
        (
            {"first": FIRST.replace('claims = ["stones-are-hard"]', "claims = []")},
            "states health facts and names no claim",
        ),
        ({"first": FIRST.replace('["stones-are-hard"]', '["no-such"]')}, "names the claim no-such, which there is not"),
        ({"first": FIRST.replace("Sit on a stone.", "Ask an addict.")}, "“addict” wounds. Say: person with"),
        ({"first": FIRST.replace("page:second", "page:third")}, "leads to the page third, which there is not"),
        ({"first": FIRST.replace("tel:911", "https://example.org")}, "is an emergency card, and leads away from it"),
        ({"first": FIRST.replace('["Stones", "hard"]', '["Stones"]')}, "each row has as many cells as the head"),
        ({"second": SECOND.replace('kind = "text"', 'kind = "poem"')}, "there is no kind 'poem'"),
        ({"second": SECOND.replace("question =", "asked =")}, "question is missing"),
        ({"second": SECOND + "[[["}, "second.toml cannot be read"),
    ],
)
def test_content_that_breaks_a_rule_is_refused_whole(tmp_path, changed, problem):
    folder = write_content(tmp_path, **changed)

    with pytest.raises(ContentRefused) as refusal:
        load_content(folder=folder)

    assert problem in str(refusal.value)
    assert (Article.objects.count(), Claim.objects.count(), Source.objects.count()) == (0, 0, 0)


def test_allowed_word_with_a_reason_is_loaded(tmp_path):
    allowing = FIRST.replace("Sit on a stone.", "Ask an addict.").replace(
        'kind = "medicine"', 'kind = "medicine"\nallow = ["addict"]\nallow_reason = "the name of a book"', 1
    )
    folder = write_content(tmp_path, first=allowing)

    load_content(folder=folder)

    page = Article.objects.get(slug="first", locale__language_code="en")
    assert (page.allowed_words, page.allowed_because) == ("addict", "the name of a book")


def test_command_prints_its_report_and_ends_with_a_true_status(tmp_path):
    folder, output = write_content(tmp_path), StringIO()

    call_command("load_content", "--json", folder=folder, stdout=output)

    assert json.loads(output.getvalue())["pages"] == {"new": 3, "changed": 0, "unchanged": 0, "kept": 0}


def test_command_refuses_a_claim_without_a_source(tmp_path):
    folder = write_content(tmp_path, claims=CLAIMS.replace('sources = ["rivers-2020"]', ""))

    with pytest.raises(CommandError, match="claim water-is-wet: it has no source") as refusal:
        call_command("load_content", folder=folder)

    assert refusal.value.returncode == 1


def test_shipped_content_keeps_every_rule():
    report = load_content()

    assert (report.pages["new"] > 0, report.kept) == (True, [])


def test_release_that_moves_a_page_that_readers_know_is_refused_whole(content):
    moved = SECOND.replace('topic = "about"', 'topic = "understand"').replace('kind = "about"', 'kind = "usual"')
    moved += 'claims = ["water-is-wet"]\n'

    with pytest.raises(ContentRefused, match="Readers know this page as /about/second/"):
        load_content(folder=write_content(content, second=moved, first=FIRST.replace("About water", "On water")))

    assert english().body.raw_data[0]["value"]["heading"] == "About water"


def test_what_invented_editors_wrote_goes_with_them_when_data_turn_real(content):
    invented, real = User.objects.create_user("invented", "x"), User.objects.create_user("real", "x")
    for page, by in ((english(), invented), (Article.objects.get(slug="second"), real)):
        page.title = "Somebody's question?"
        page.save_revision(user=by)
    Claim.objects.filter(key="water-is-wet").update(text_en="Dry.", loaded_as="", is_confirmed=True)
    Claim.objects.filter(key="stones-are-hard").update(text_en="Soft.", loaded_as="", confirmed_by=real)
    invented.delete()
    declare(kind=InstallationKind.REAL, at=NOON)

    load_content(folder=content)

    drafts = {slug: Article.objects.filter(slug=slug).first().draft_title for slug in ("first", "second")}
    assert drafts == {"first": "What is the first thing?", "second": "Somebody's question?"}
    assert list(Claim.objects.order_by("key").values_list("text_en", flat=True)) == ["Soft.", "Water is wet."]


def test_words_stay_while_the_data_are_not_real(content):
    page = english()
    page.title = "Somebody's question?"
    page.save_revision()

    load_content(folder=content)

    assert english().draft_title == "Somebody's question?"


def test_command_refuses_a_folder_that_holds_no_page(db, tmp_path):
    with pytest.raises(CommandError, match="holds no pages"):
        call_command("load_content", folder=tmp_path / "mistyped")

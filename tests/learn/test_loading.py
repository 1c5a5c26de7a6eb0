"""The first content is loaded whole or not at all, again without harm, and never over an editor's work."""

import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from content_files import CLAIMS, FIRST, SECOND, SOURCES, write_content
from handrail.accounts.models import User
from handrail.learn.loading.actions import load_content
from handrail.learn.loading.files import ContentRefused
from handrail.learn.models import Article, Claim, Source

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
    assert len({page.translation_key for page in pages if page.slug == "first"}) == 1
    assert [page.has_unpublished_changes for page in pages] == [False] * 3


def test_loading_again_changes_nothing(content):
    revisions = list(Article.objects.values_list("latest_revision_id", flat=True))

    report = load_content(folder=content)

    assert report.as_json() == {
        "sources": {**UNCHANGED, "unchanged": 2},
        "claims": {**UNCHANGED, "unchanged": 2},
        "pages": {**UNCHANGED, "unchanged": 3},
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


@pytest.mark.parametrize(
    ("changed", "problem"),
    [
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

    assert {counts["kept"] for counts in report.as_json().values()} == {0}

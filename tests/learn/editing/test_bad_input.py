"""What is pasted, planted or broken on its way to the editor does no harm, and never ends in an error of ours."""

import json

import pytest
from wagtail.test.utils.form_data import nested_form_data, rich_text, streamfield

from editor_form import form
from handrail.learn.models import Article

pytestmark = pytest.mark.django_db
TOO_LARGE = 413


def content_state(*blocks: dict, entities: dict | None = None) -> str:
    whole = [{"key": "a", "depth": 0, "inlineStyleRanges": [], "entityRanges": [], **block} for block in blocks]
    return json.dumps({"blocks": whole, "entityMap": entities or {}})


def stored_body(page) -> str:
    page.refresh_from_db()
    return page.get_latest_revision_as_object().body.raw_data[0]["value"]["body"]


PICTURE = {"0": {"type": "IMAGE", "mutability": "IMMUTABLE", "data": {"id": 1, "src": "data:image/png;base64,AAAA"}}}
FRAME = {"0": {"type": "EMBED", "mutability": "IMMUTABLE", "data": {"url": "https://elsewhere.example/"}}}
PASTED = {
    "part that the toolbar does not have": (content_state({"text": "Water", "type": "header-two"}), ""),
    "table and script as text": (
        content_state({"text": "<table><script>x()</script> Water", "type": "unstyled"}),
        "&lt;table&gt;&lt;script&gt;x()&lt;/script&gt; Water",
    ),
    "picture": (
        content_state(
            {"text": " ", "type": "atomic", "entityRanges": [{"offset": 0, "length": 1, "key": 0}]}, entities=PICTURE
        ),
        "",
    ),
    "frame": (
        content_state(
            {"text": " ", "type": "atomic", "entityRanges": [{"offset": 0, "length": 1, "key": 0}]}, entities=FRAME
        ),
        "",
    ),
}


@pytest.mark.parametrize("name", PASTED)
def test_pasted_html_keeps_its_words_alone(browsers, page, name):
    pasted, words = PASTED[name]
    water = json.loads(content_state({"text": "Water is wet.", "type": "unstyled"}))["blocks"]
    sent = json.loads(pasted)
    sent["blocks"] += water

    browsers["writer"].post(
        f"/cms/pages/{page.pk}/edit/", form("A new question?") | {"body-0-value-body": json.dumps(sent)}
    )

    bare = stored_body(page)
    for tag in ("<p>", "</p>", "<br>", "<br/>"):
        bare = bare.replace(tag, "")
    assert " ".join(bare.split()) in (f"{words}Water is wet.", f"{words} Water is wet.")


def test_html_that_reached_the_database_by_another_way_is_harmless_to_readers(client, page):
    """Readers get what `cleaned` lets through, whatever is stored."""
    raw = page.body.raw_data
    raw[0]["value"]["body"] = (
        '<h2>Big</h2><script>x()</script><img src="https://elsewhere.example/a.png"><p onclick="x()">Wet</p>'
    )
    page.body = raw
    page.save()

    shown = client.get("/heroin/first/").content.decode()

    assert ("elsewhere.example" in shown, "x()" in shown, "onclick" in shown, "<p>Wet</p>" in shown) == (
        False,
        False,
        False,
        True,
    )


def test_picture_of_any_size_has_no_way_in(browsers, page):
    """There is no upload; a form as large as a photo is refused before it is read."""
    huge = form("A new question?") | {"body-0-value-heading": "x" * 12_000_000}

    answer = browsers["writer"].post(f"/cms/pages/{page.pk}/edit/", huge)

    page.refresh_from_db()
    assert (answer.status_code, page.has_unpublished_changes) == (TOO_LARGE, False)
    assert browsers["superuser"].post("/cms/images/add/", {}).status_code == 404


UNREADABLE = {
    "no count": lambda sent: {name: value for name, value in sent.items() if name != "body-count"},
    "a count of words": lambda sent: sent | {"body-count": "many"},
    "a count too high": lambda sent: sent | {"body-count": "7"},
    "an order of words": lambda sent: sent | {"body-0-order": "first"},
    "rich text that is no JSON": lambda sent: sent | {"body-0-value-body": "<p>Water"},
    "rich text that is a list": lambda sent: sent | {"body-0-value-body": "[1]"},
    "claims without a count": lambda sent: {k: v for k, v in sent.items() if k != "body-0-value-claims-count"},
    "next steps of words": lambda sent: sent | {"next_steps-count": "x"},
    "nothing at all": lambda sent: {},
}


@pytest.mark.parametrize("name", UNREADABLE)
@pytest.mark.parametrize("place", ["{page}/edit/", "add/learn/article/{root}/"])
def test_form_that_no_editor_sends_is_a_bad_request_with_our_page(browsers, page, name, place):
    address = place.format(page=page.pk, root=page.get_parent().pk)

    answer = browsers["writer"].post(f"/cms/pages/{address}", UNREADABLE[name](form("A new question?")))

    page.refresh_from_db()
    assert (answer.status_code, page.has_unpublished_changes) == (400, False)
    assert "Handrail" in answer.content.decode()


def test_page_saved_before_it_has_a_topic_is_asked_for_it(browsers, page):
    parent = page.get_parent()

    answer = browsers["writer"].post(f"/cms/pages/add/learn/article/{parent.pk}/", form("Mine?", slug="mine", topic=""))

    assert (answer.status_code, Article.objects.filter(slug="mine").exists()) == (200, False)


def test_preview_of_a_page_without_a_topic_asks_for_it(browsers, page):
    answer = browsers["writer"].post(f"/cms/pages/{page.pk}/edit/preview/", form("Mine?", topic=""))

    assert (answer.status_code, answer.json()["is_valid"]) == (200, False)


@pytest.mark.parametrize(
    ("kind", "value"),
    [
        ("picture", {"name": "", "heading": ""}),
        ("card", {"level": "", "heading": "Now", "body": "", "claims": [], "opinion": ""}),
        ("list", {"style": "", "heading": "Now", "items": [], "claims": [], "opinion": ""}),
    ],
)
def test_part_that_is_not_chosen_yet_is_asked_for(browsers, page, kind, value):
    changed = form("Mine?") | nested_form_data({"body": streamfield([(kind, fields_of(value))])})

    answers = [browsers["writer"].post(f"/cms/pages/{page.pk}/edit/{view}", changed) for view in ("", "preview/")]

    assert [answer.status_code for answer in answers] == [200, 200]
    assert (answers[1].json()["is_valid"], "A new" in stored_title(page)) == (False, False)


def fields_of(value: dict) -> dict:
    lists = {name: {"count": "0"} for name, one in value.items() if one == []}
    texts = {"body": rich_text("<p>Now.</p>")} if "body" in value else {}
    return value | lists | texts


def stored_title(page) -> str:
    page.refresh_from_db()
    return page.draft_title

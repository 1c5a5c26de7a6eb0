"""Health pages as readers get them: words, sources, dates, ways on, and what is said where something is missing."""

import json
import re
from datetime import date
from xml.etree import ElementTree

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from content_files import CLAIMS, FIRST, SOURCES, write_content
from handrail.learn.loading.actions import load_content
from handrail.learn.models import Article, Claim

pytestmark = pytest.mark.django_db
MOST_QUERIES = 8


def text_of(response) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", response.content.decode()).split())


@pytest.mark.parametrize(
    "path", ["/heroin/", "/heroin/first/", "/about/second/", "/heroin/claims/", "/heroin/feed.xml"]
)
def test_reading_asks_the_database_at_most_eight_times(client, content, path):
    client.get(path)

    with CaptureQueriesContext(connection) as english:
        client.get(path)
    with CaptureQueriesContext(connection) as spanish:
        client.get(f"/es{path}")

    assert (len(english) <= MOST_QUERIES, len(spanish) <= MOST_QUERIES) == (True, True)


def test_overview_takes_as_many_queries_for_five_pages_as_for_two(client, content):
    client.get("/heroin/")
    with CaptureQueriesContext(connection) as few:
        client.get("/heroin/")
    more = {f"page-{number}": FIRST.replace('slug = "first"', f'slug = "page-{number}"') for number in range(3)}
    load_content(folder=write_content(content, **more))
    client.get("/heroin/")  # the kind of installation is remembered for seconds

    with CaptureQueriesContext(connection) as many:
        page = client.get("/heroin/")

    assert len(many) == len(few)
    assert page.content.decode().count("<h3>") == 5


def test_page_shows_its_parts_with_numbered_sources(client, content):
    page = client.get("/heroin/first/").content.decode()

    assert "<h1>What is the first thing?</h1>" in page
    assert '<p>Water is <strong>wet</strong>. Read <a href="/about/second/">the second page</a>' in page
    assert '<a href="https://example.org/study" rel="noreferrer">a study</a>' in page
    assert '<a href="tel:911">911</a>' in page
    assert re.findall(r'<li id="note-(\d)" value="\d"><span lang="en">(\w+)', page) == [
        ("1", "Rivers"),
        ("2", "Nobody"),
    ]
    assert "No date given" in page


def test_page_marks_facts_that_are_not_confirmed(client, content):
    before = client.get("/heroin/first/").content.decode().count('<span class="tag warn">not yet confirmed</span>')
    for claim in Claim.objects.all():
        Claim.objects.filter(pk=claim.pk).update(shown={**claim.shown, "is_confirmed": True})

    after = client.get("/heroin/first/").content.decode().count('<span class="tag warn">not yet confirmed</span>')

    assert (before, after) == (3, 0)  # the list, the table, and what the mark means


def test_part_whose_claim_is_not_there_is_marked(client, content):
    Claim.objects.update(shown=None)

    page = client.get("/heroin/first/").content.decode()

    assert page.count('<span class="tag warn">not yet confirmed</span>') == 6


def test_page_says_that_no_clinician_has_reviewed_it_or_who_has(client, content):
    before = text_of(client.get("/heroin/first/"))
    Article.objects.filter(slug="first").update(
        reviewer_name="Ana Rivera", reviewer_credential="MD", reviewed_on=date(2026, 11, 25)
    )

    after = text_of(client.get("/heroin/first/"))

    assert "Not yet clinically reviewed." in before
    assert "Facts last checked: November 20, 2026 Next review due: May 20, 2027" in before
    assert "Last reviewed: November 25, 2026 Ana Rivera, MD" in after
    assert "Next review due: May 25, 2027" in after
    assert "Not yet clinically reviewed." not in after


def test_overdue_page_says_so_to_readers(client, content):
    before = client.get("/heroin/first/").content.decode()
    Article.objects.filter(slug="first").update(checked_on=date(2020, 1, 31))

    after = text_of(client.get("/heroin/first/"))

    assert 'id="overdue"' not in before
    assert "This page was due for review on July 31, 2020." in after


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("/es/about/second/", "Ahora no hay una página en español sobre esto. Se muestra en inglés."),
        ("/es/heroin/first/", None),
        ("/about/second/", None),
    ],
)
def test_missing_translation_is_shown_in_the_other_language_and_said_so(client, content, path, words):
    page = text_of(client.get(path))

    said = "Ahora no hay una página en español sobre esto. Se muestra en inglés."
    assert (said in page) == (words is not None)


def test_page_that_was_taken_away_is_not_called_unwritten(client, content):
    Article.objects.get(slug="first", locale__language_code="en").unpublish()

    page = text_of(client.get("/heroin/first/"))

    assert "There is no English page on this now. It is shown in Spanish." in page


def test_links_from_words_in_the_other_language_lead_to_the_readers_own(client, content):
    page = client.get("/es/heroin/first/").content.decode()

    assert '<a href="/es/about/second/">la segunda página</a>' in page


@pytest.mark.parametrize("path", ["/heroin/nothing/", "/heroin/second/", "/about/first/", "/about/nothing/"])
def test_page_that_is_not_there_is_a_kind_404(client, content, path):
    response = client.get(path)

    assert (response.status_code, "988" in response.content.decode()) == (404, True)


def test_page_that_was_taken_back_is_gone_everywhere(client, content):
    for article in Article.objects.filter(slug="second"):
        article.unpublish()

    answers = [b"".join(client.get(path)) for path in ("/heroin/", "/heroin/first/", "/sitemap-pages.xml")]

    assert client.get("/about/second/").status_code == 404
    assert [b"/about/second/" in answer for answer in answers] == [False, False, False]


def test_page_tells_machines_what_it_is_and_when_it_was_reviewed(client, content):
    Article.objects.filter(slug="first").update(
        title="</script><script>alert(1)</script>",
        reviewer_name="A",
        reviewer_credential="MD",
        reviewed_on="2026-11-25",
    )

    page = client.get("/heroin/first/").content.decode()

    blocks = re.findall(r'<script type="application/ld\+json">(.*?)</script>', page)
    told = json.loads(blocks[0])
    assert (told["@type"], told["inLanguage"], told["lastReviewed"]) == ("MedicalWebPage", "en", "2026-11-25")
    assert told["url"] == "http://testserver/heroin/first/"
    assert told["name"] == "</script><script>alert(1)</script>"
    assert "<script>alert" not in page


def test_claims_page_lists_every_claim_with_its_sources_and_its_mark(client, content):
    rows = re.findall(r'<tr id="([\w-]+)">(.*?)</tr>', client.get("/heroin/claims/").content.decode(), re.DOTALL)

    told = [(key, "not yet confirmed" in row, row.count('<div lang="en">')) for key, row in rows]

    assert told == [("stones-are-hard", True, 2), ("water-is-wet", False, 1)]


@pytest.mark.parametrize("number", [1, 3])
def test_claims_page_asks_as_often_for_one_claim_as_for_three(client, content, number):
    more = "".join(CLAIMS.replace('key = "', f'key = "n{each}-') for each in range(number))
    load_content(folder=write_content(content, claims=CLAIMS + more))
    client.get("/heroin/claims/")

    with CaptureQueriesContext(connection) as queries:
        client.get("/heroin/claims/")

    assert len(queries) == 2


def test_claims_stand_under_the_topic_that_tells_them_and_a_list_leads_to_each(client, content):
    untold = CLAIMS.replace('key = "', 'key = "untold-')
    load_content(folder=write_content(content, claims=CLAIMS + untold))

    page = client.get("/heroin/claims/").content.decode()

    told, further = page.split('<h2 id="topic-further">')
    keys = [re.findall(r'<tr id="([\w-]+)">', part) for part in (told.split('<h2 id="topic-understand">')[1], further)]
    assert keys == [["stones-are-hard", "water-is-wet"], ["untold-stones-are-hard", "untold-water-is-wet"]]
    assert re.findall(r'<li><a href="#(topic-[\w-]+)">', page) == ["topic-understand", "topic-further"]


def test_source_whose_publisher_is_its_author_names_it_once(client, content):
    sources = SOURCES.replace('author = "Nobody"', 'author = "Nobody"\npublisher = "Nobody"')
    load_content(folder=write_content(content, sources=sources))

    page = client.get("/heroin/claims/").content.decode()

    assert "Nobody. A leaflet without a date." in page
    assert "A leaflet without a date. Nobody." not in page


def test_feed_names_the_pages_of_its_language(client, content):
    feed = client.get("/es/heroin/feed.xml")

    links = re.findall(r"<link>(.*?)</link>", feed.content.decode())
    assert feed.headers["Content-Type"] == "application/rss+xml; charset=utf-8"
    assert links == ["http://testserver/es/heroin/", "http://testserver/es/heroin/first/"]


def test_feed_can_be_read_whatever_a_title_holds(client, content):
    Article.objects.filter(slug="first").update(title="Water\x0b & <stones>\ufffe")

    feed = ElementTree.fromstring(client.get("/heroin/feed.xml").content)

    assert [title.text for title in feed.findall("channel/item/title")][-1:] == ["Water & <stones>"]


def test_sitemap_lists_pages_in_both_languages(client, content):
    sitemap = b"".join(client.get("/sitemap-pages.xml").streaming_content).decode()

    assert [path in sitemap for path in ("/heroin/first/<", "/es/heroin/first/<", "/about/second/<")] == [True] * 3


def test_address_of_a_page_stands_on_it_to_copy_with_a_code(client, content):
    page = client.get("/es/heroin/first/").content.decode()

    assert 'rows="2" readonly data-copied-from>http://testserver/es/heroin/first/</textarea>' in page
    assert page.count('<svg class="qr"') == 1
    assert '<button class="button plain" type="button" data-copy hidden>' in page


@pytest.mark.parametrize(
    ("path", "language"), [("/heroin/first/", "en"), ("/es/heroin/first/", "es"), ("/about/second/", None)]
)
def test_health_page_can_be_read_aloud_in_the_language_of_its_words(client, content, path, language):
    page = client.get(path).content.decode()

    assert re.findall(r'data-listen="(\w+)" lang="\w+" hidden', page) == ([language] if language else [])
    assert ("learn/listen" in page) == (language is not None)


@pytest.mark.parametrize("root", ["", "/es"])
def test_address_typed_from_paper_with_a_capital_leads_to_the_page(client, content, root):
    response = client.get(f"{root}/heroin/First/")

    assert (response.status_code, response.headers["Location"]) == (302, f"{root}/heroin/first/")


def test_paper_says_where_the_page_is_and_names_its_sources(client, content):
    page = client.get("/heroin/first/").content.decode()

    assert re.findall(r'<p class="on-paper">(.*?)</p>', page) == ["http://testserver/heroin/first/"]
    assert (
        re.findall(r"</details>\s*<svg class=\"qr\"", page) != []
    )  # outside of what is folded: paper has it without script

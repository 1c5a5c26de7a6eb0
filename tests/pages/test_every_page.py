"""What holds on each public page, whichever it is."""

from urllib.parse import urlsplit

import pytest
from django.test import Client

from pages.reading import all_with, read, title
from public_pages import ASKING, READING

pytestmark = pytest.mark.django_db

PUBLIC = [*READING, *ASKING]
# Titles stand in the history of a phone. Pages that only read the public directory say what they are; the rest do not.
NEUTRAL = ["/", "/paths/", "/facilities/list/", "/facilities/search/", "/facilities/shared/", "/meetings/", "/crisis/"]
NEUTRAL += ASKING
BOTH = [*PUBLIC, *(f"/es{path}" for path in PUBLIC)]
LOADING = {"link": "href", "script": "src", "img": "src", "iframe": "src", "use": "href", "form": "action"}


@pytest.fixture
def client(clinics):
    return Client()


@pytest.mark.parametrize("path", BOTH)
def test_page_sets_no_cookie_and_sends_no_address_away(client, path):
    response = client.get(path)

    assert response.status_code == 200
    assert response.cookies == {}
    assert response.headers["Referrer-Policy"] == "same-origin"
    assert "Vary" not in response.headers or "Cookie" not in response.headers["Vary"]


@pytest.mark.asvs("V14.2.3")
@pytest.mark.parametrize("path", BOTH)
def test_page_loads_nothing_from_another_origin(client, path):
    reader = read(client.get(path))

    loaded = [attributes.get(LOADING[tag], "") for tag, attributes in reader.tags if tag in LOADING]

    assert [address for address in loaded if urlsplit(address).netloc not in ("", "testserver")] == []


@pytest.mark.asvs("V1.2.3")
@pytest.mark.parametrize("path", BOTH)
def test_page_has_no_inline_script_style_or_handler(client, path):
    reader = read(client.get(path))

    inline = [(tag, name) for tag, attributes in reader.tags for name in attributes if name.startswith("on")]
    inline += [(tag, "style") for tag, attributes in reader.tags if "style" in attributes or tag == "style"]
    inline += [(tag, "inline") for tag, attributes in reader.tags if tag == "script" and "src" not in attributes]

    assert inline == []


@pytest.mark.parametrize("path", BOTH)
def test_way_out_is_first_then_the_crisis_lines_then_the_content(client, path):
    first = [attributes["href"] for _, attributes in read(client.get(path)).focusable[:5]]

    assert first == ["https://www.weather.gov/", "tel:911", "tel:988", "sms:988", "#main"]


@pytest.mark.parametrize("path", PUBLIC)
def test_page_names_its_language_and_its_twin(client, path):
    english, spanish = client.get(path), client.get(f"/es{path}")

    assert [all_with(page, "html")[0]["lang"] for page in (english, spanish)] == ["en", "es"]
    assert [
        (link["hreflang"], link["href"])
        for page in (english, spanish)
        for link in all_with(page, "link", rel="alternate")
        if "type" not in link  # a feed is no twin
    ] == [("es", f"/es{path}"), ("en", path)]
    assert [link["href"] for link in all_with(spanish, "a", hreflang="en")] == [path]


def test_language_comes_from_the_address_alone(client):
    client.cookies["django_language"] = "es"

    response = client.get("/", headers={"accept-language": "es-MX,es;q=0.9"})

    assert response.status_code == 200
    assert all_with(response, "html")[0]["lang"] == "en"


@pytest.mark.parametrize("path", NEUTRAL)
def test_title_is_the_name_of_the_product_only(client, path):
    assert title(client.get(path)) == "Handrail"


@pytest.mark.parametrize("path", PUBLIC)
def test_page_says_demonstration_only_when_it_is_one(client, path, at):
    from handrail.kernel.installation import declare
    from handrail.kernel.models import InstallationKind
    from handrail.web.page_context import is_demonstration

    before = client.get(path)
    declare(kind=InstallationKind.DEMONSTRATION, at=at)
    is_demonstration.forget()
    english, spanish = client.get(path), client.get(f"/es{path}")

    assert "demonstration data" not in before.content.decode()
    assert "demonstration data" in english.content.decode()
    assert "datos de demostración" in spanish.content.decode()


@pytest.mark.parametrize("path", BOTH)
def test_page_has_one_first_heading_and_unique_ids(client, path):
    reader = read(client.get(path))

    ids = [attributes["id"] for _, attributes in reader.tags if "id" in attributes]
    labels = {attributes["for"] for tag, attributes in reader.tags if tag == "label"}

    assert [tag for tag, _ in reader.tags].count("h1") == 1
    assert len(ids) == len(set(ids))
    assert labels <= set(ids)


def test_page_is_found_also_where_static_files_were_never_collected(client, settings):
    from django.contrib.staticfiles.storage import ManifestStaticFilesStorage

    from handrail.web import rendering

    class NeverCollected(ManifestStaticFilesStorage):
        def url(self, name, force=False):
            raise ValueError(f"Missing staticfiles manifest entry for {name!r}")

    storage, rendering.staticfiles_storage = rendering.staticfiles_storage, NeverCollected()
    try:
        assert rendering.static_address("web/handrail.css") == "/static/web/handrail.css"
    finally:
        rendering.staticfiles_storage = storage

import pytest

from handrail.meetings.reading.web_links import Link, email_addresses, read_link


@pytest.mark.parametrize(
    ("value", "link"),
    [
        (None, Link("")),
        ("", Link("")),
        ("https://zoom.us/j/123?pwd=a%20b", Link("https://zoom.us/j/123?pwd=a%20b")),
        ("  https://zoom.us/j/123 \n", Link("https://zoom.us/j/123")),
        ("http://example.org:8080/#top", Link("http://example.org:8080/#top")),
        ("zoom.us/j/123", Link("https://zoom.us/j/123", is_changed=True)),
        ("www.example.org", Link("https://www.example.org", is_changed=True)),
        ("https://e.org/?a=1&amp;para=2", Link("https://e.org/?a=1&para=2", is_changed=True)),
        ("https://e.org/1 Password: xyz", Link("https://e.org/1", is_changed=True)),
        ("javascript:alert(1)", Link("", is_changed=True)),
        ("data:text/html,<script>", Link("", is_changed=True)),
        ("ftp://example.org/a", Link("", is_changed=True)),
        ("https://zoom.us@evil.example/j/1", Link("", is_changed=True)),
        ("https://zoom.us\\@evil.example/", Link("", is_changed=True)),
        ('https://e.org/"onclick="x', Link("", is_changed=True)),
        ("https://", Link("", is_changed=True)),
        ("https://[::1", Link("", is_changed=True)),
        ("https://e.org:99999/", Link("", is_changed=True)),
        ("https://localhost/", Link("", is_changed=True)),
        ("Meeting ID: 513", Link("", is_changed=True)),
        ("https://e.org/" + "x" * 2000, Link("", is_changed=True)),
        ({"href": "https://e.org"}, Link("")),
    ],
)
def test_read_link_takes_only_what_a_browser_may_be_sent_to(value, link):
    assert read_link(value) == link


@pytest.mark.parametrize(
    ("value", "addresses"),
    [
        (None, ()),
        ("a@example.org", ("a@example.org",)),
        ("a@example.org, b@example.org;a@example.org", ("a@example.org", "b@example.org")),
        (["a@example.org", "not one", 5, "b@example.org"], ("a@example.org", "b@example.org")),
        ("mailto:web%40example.org?subject=x", ("web@example.org",)),
        ("<script>@example.org", ()),
        ([f"a{number}@example.org" for number in range(50)], tuple(f"a{number}@example.org" for number in range(10))),
    ],
)
def test_email_addresses_are_each_once_and_few(value, addresses):
    assert email_addresses(value) == addresses

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handrail.meetings.reading.plain_text import LONGEST_TEXT, Plain, plain_line, plain_text


@pytest.mark.parametrize(
    ("value", "plain"),
    [
        ("  Sunday \n Serenity ", Plain("Sunday Serenity")),
        (None, Plain("")),
        (79107, Plain("79107")),
        (79107.0, Plain("79107")),
        (True, Plain("")),
        ({"a": 1}, Plain("")),
        ("Tom &amp; Jerry&#8217;s", Plain("Tom & Jerry\u2019s", is_changed=True)),
        ("Q & A", Plain("Q & A")),
        ("I <3 NA, 5 < 6", Plain("I <3 NA, 5 < 6")),
        ("<b>Bring</b> a <a href='javascript:alert(1)'>chair</a>", Plain("Bring a chair", is_changed=True)),
        ("Hi<script>alert(1)</script>", Plain("Hi", is_changed=True)),
        ("&lt;img src=x onerror=alert(1)&gt;Hi", Plain("Hi", is_changed=True)),
        ("&amp;lt;b&amp;gt;Hi&amp;lt;/b&amp;gt;", Plain("Hi", is_changed=True)),
        ("Nu\x00l, \ud800half, \u202eturned", Plain("Nul, half, turned")),
        ("Cafe\u0301", Plain("Caf\u00e9")),
        ("x" * 300, Plain("x" * 255, is_changed=True)),
    ],
)
def test_plain_line_is_words_alone(value, plain):
    assert plain_line(value) == plain


def test_plain_text_keeps_lines_and_makes_lines_of_paragraphs():
    found = plain_text("<p>Ring  the bell.</p><p>Second\r\nfloor.<br />Left</p>\n\n\n\nThanks")

    assert found == Plain("Ring the bell.\nSecond\nfloor.\nLeft\n\nThanks", is_changed=True)


def test_plain_text_is_bounded_whatever_came():
    found = plain_text("&" + "amp;" * 200_000 + "<div>" * 10_000 + "a " * 30_000)

    assert len(found.text) <= LONGEST_TEXT


@given(st.text(st.sampled_from("<>&;ampltg#38x/b \n\x00\u00e9\u2028script"), max_size=60))
def test_plain_text_read_again_says_the_same(written):
    once = plain_text(written)

    assert plain_text(once.text) == Plain(once.text)

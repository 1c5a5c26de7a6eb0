"""Whatever is pasted, only emphasis and safe links are left."""

import pytest

from handrail.learn.domain.blocks import Link
from handrail.learn.links import for_readers, from_files, links_in
from handrail.learn.plain_rich_text import cleaned, from_markdown, plain_text


@pytest.mark.parametrize(
    ("pasted", "left"),
    [
        ("<p>Water <b>is</b> <i>wet</i></p>", "<p>Water <b>is</b> <i>wet</i></p>"),
        ('<p onclick="x()" style="color:red" class="a">wet</p>', "<p>wet</p>"),
        ("wet<script>x()</script>", "wet"),
        ("wet<style>p{}</style><svg onload=x()></svg>", "wet"),
        ('<a href="javascript:x()">wet</a>', "<a>wet</a>"),
        ('<a href="http://a.example/">wet</a>', "<a>wet</a>"),
        ('<a href="//a.example/">wet</a>', "<a>wet</a>"),
        ('<a href="https://a.example/" target="_blank">wet</a>', '<a href="https://a.example/">wet</a>'),
        ('<img src="//a.example/b"><iframe src="//a.example"></iframe>wet', "wet"),
        ("<h1>wet</h1><table><tr><td>dry</td></tr></table>", "wetdry"),
        ('<embed embedtype="media" url="https://a.example/">wet', "wet"),
    ],
)
def test_pasted_html_loses_what_is_not_named(pasted, left):
    assert cleaned(pasted) == left


@pytest.mark.parametrize(
    ("written", "html"),
    [
        ("One\nline.\n\nTwo.", "<p>One line.</p><p>Two.</p>"),
        ("*soft* and **loud**", "<p><em>soft</em> and <strong>loud</strong></p>"),
        ("[us](page:medicine)", '<p><a href="page:medicine">us</a></p>'),
        ("<script>x()</script>", "<p>&lt;script&gt;x()&lt;/script&gt;</p>"),
        ("# no heading\n\n- no list", "<p># no heading</p><p>- no list</p>"),
        ("![no](https://a.example/b.png)", '<p>!<a href="https://a.example/b.png">no</a></p>'),
    ],
)
def test_markdown_of_files_is_emphasis_and_links(written, html):
    assert from_markdown(written) == html


def test_links_go_from_slugs_over_numbers_to_addresses():
    stored = from_files('<p><a href="page:medicine">a</a> <a href="page:gone">b</a></p>', {"medicine": 7})

    shown = for_readers(stored, {7: "/heroin/medicine/"})

    assert stored == '<p><a linktype="page" id="7">a</a> b</p>'
    assert shown == '<p><a href="/heroin/medicine/">a</a> b</p>'


def test_link_to_a_page_that_is_gone_keeps_its_words():
    assert for_readers('<p><a linktype="page" id="7">a</a></p>', {}) == "<p>a</p>"


@pytest.mark.parametrize(
    ("html", "links"),
    [
        ('<a linktype="page" id="7">a</a>', [Link(page="medicine")]),
        ('<a linktype="page" id="8">a</a>', [Link(page="#8", unread="“A?”, which was taken away")]),
        ('<a linktype="page" id="9">a</a>', [Link(page="#9")]),
        ('<a href="tel:911">a</a>', [Link(address="tel:911")]),
        ("no link", []),
    ],
)
def test_links_are_told_by_slug_or_address(html, links):
    assert list(links_in(html, {7: "medicine"}, {8: "“A?”, which was taken away"})) == links


def test_plain_text_is_the_words_alone():
    assert plain_text("<p>Water &amp; <b>stone</b>.</p><p>Wet.</p>") == "Water & stone.\nWet."

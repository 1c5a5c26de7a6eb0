"""A link of a page in the bundle leads to a file beside it, or is words."""

import pytest

from handrail.pages.bundle.links import file_of, for_a_file

FILES = {"index.html", "crisis.html", "heroin/medicine.html", "es/index.html", "es/heroin/medicine.html"}


@pytest.mark.parametrize(
    ("address", "file"),
    [
        ("/heroin/", "index.html"),
        ("/es/heroin/", "es/index.html"),
        ("/crisis/", "crisis.html"),
        ("/es/heroin/medicine/", "es/heroin/medicine.html"),
    ],
)
def test_address_names_its_file(address, file):
    assert file_of(address) == file


@pytest.mark.parametrize(
    ("here", "written", "shown"),
    [
        ("index.html", '<a href="/heroin/medicine/">Medicine</a>', '<a href="heroin/medicine.html">Medicine</a>'),
        ("es/heroin/medicine.html", '<a href="/es/heroin/">Todo</a>', '<a href="../index.html">Todo</a>'),
        (
            "es/heroin/medicine.html",
            '<a href="/heroin/medicine/">En</a>',
            '<a href="../../heroin/medicine.html">En</a>',
        ),
        (
            "heroin/medicine.html",
            '<a class="x" lang="es" href="/crisis/#a">C</a>',
            '<a class="x" lang="es" href="../crisis.html#a">C</a>',
        ),
        ("heroin/medicine.html", '<a href="#note-1">1</a>', '<a href="#note-1">1</a>'),
        ("index.html", '<a href="/facilities/">Places</a> near', "Places near"),
        ("index.html", 'Be safe. <a href="/not-ready-to-stop/">Not ready?</a>', "Be safe. "),
        ("index.html", '<a class="call" href="tel:911">Call 911</a>', '<strong class="call">Call 911</strong>'),
        ("index.html", '<a href="tel:988">call</a>', "<strong>call 988</strong>"),
        (
            "index.html",
            '<a href="sms:741741">text HOME to <b>741741</b></a>',
            "<strong>text HOME to <b>741741</b></strong>",
        ),
        (
            "index.html",
            '<a href="https://example.org/a?b&amp;c" rel="noreferrer">a study</a>',
            'a study (<span class="address">https://example.org/a?b&amp;c</span>)',
        ),
        (
            "index.html",
            '<a href="https://example.org/" rel="noreferrer" data-source>Open</a>',
            '<span class="address">https://example.org/</span>',
        ),
    ],
)
def test_link_leads_to_a_file_or_is_words(here, written, shown):
    assert for_a_file(written, here=here, files=FILES, left_out={"/not-ready-to-stop/"}) == shown

"""One-time links that open no more: no button that can only fail again, and a way on that is true of each."""

import pytest
from django.test import Client

from pages.reading import words

pytestmark = pytest.mark.django_db

STILL_DOES_SOMETHING = ('name="stop"', 'value="take-back"')
ANSWER = {"account": "got_in", "still_true": ""}  # what each of them reads as its answer, and the others leave out
LINKS = [
    ("/got-in/guessed/", "answer on the page with your number", "/receipt/"),
    ("/came/guessed/", "sign in and answer there", "/referrals/inbox/"),
    ("/reach/guessed/", "read the answers with your number", "/receipt/"),
    ("/privacy/contact/guessed/", "give the number or address once more", ""),
    ("/stop-change/guessed/", "stop it on the page that you keep", "/account/"),
    ("/confirm-contact/guessed/", "tell whoever named it", ""),
    ("/account/still-true/guessed/", "sign in and answer there", "/account/"),
    ("/on-call/guessed/", "see whether somebody still waits", "/account/"),
    ("/account/invited/guessed/", "Ask whoever invited you", ""),
    ("/account/reset/guessed/", "Ask whoever gave you the link", ""),
    ("/agree/guessed/", "Ask whoever sent it for a new link", ""),
    ("/answer/guessed/", "You can still sign in, and answer it there", "/referrals/inbox/"),
    ("/open-referral/guessed/", "Call whoever told you the code", "/referrals/inbox/"),
]


@pytest.mark.parametrize(("path", "way", "address"), LINKS)
def test_link_that_does_not_open_says_what_else_to_do_and_shows_no_dead_button(path, way, address):
    page = Client().post(path, ANSWER, headers={"origin": "http://testserver"})

    main = page.content.decode().partition("<main")[2].partition("</main>")[0]
    assert (page.status_code, way in words(page)) == (404, True)
    assert f'href="{address}"' in main or not address
    buttons = [part for part in main.split("<button")[1:] if not any(each in part for each in STILL_DOES_SOMETHING)]
    assert buttons == []

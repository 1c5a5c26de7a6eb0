"""Links that open one thing once: replayed, guessed, locked, late, withdrawn and by another browser they look alike."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, connection, reset_queries, transaction
from django.test.utils import CaptureQueriesContext

from handrail.privacy.models import OneTimeLink
from handrail.privacy.one_time_links.actions import (
    LinkRefused,
    check_code,
    claim_link,
    held_link,
    make_link,
    new_browser_secret,
    use_link,
    withdraw_link,
)

pytestmark = pytest.mark.django_db
DAY, SECOND = timedelta(days=1), timedelta(seconds=1)
MINE, THEIRS = "my browser", "another browser"


@pytest.fixture
def link(at):
    return make_link(purpose="invitation", about="invitation:x", lasts=DAY, has_code=True, at=at)


def opens(link, *, at, browser=MINE, code=None, purpose="invitation", token=None) -> bool:
    try:
        code = link.code if code is None else code
        check_code(purpose=purpose, token=token or link.token, browser=browser, code=code, at=at)
    except LinkRefused:
        return False
    return True


def claims(link, *, at, browser=MINE) -> bool:
    try:
        claim_link(purpose="invitation", token=link.token, browser=browser, at=at)
    except LinkRefused:
        return False
    return True


def wrong(link) -> str:
    return f"{(int(link.code) + 1) % 10**6:06}"


@pytest.mark.asvs("V6.4.1")
def test_link_has_128_bits_and_leaves_only_hashes(link):
    row = OneTimeLink.objects.get()

    assert len(link.token) == 22  # 16 bytes in url-safe base64
    stored = repr(OneTimeLink.objects.values_list().get()).encode()
    assert link.token.encode() not in stored
    assert link.code.encode() not in bytes(row.code_digest)


def test_first_browser_has_the_link_and_comes_back_to_it(link, at):
    assert [claims(link, at=at, browser=browser) for browser in (MINE, THEIRS, MINE)] == [True, False, True]
    assert [opens(link, at=at, browser=browser) for browser in (THEIRS, MINE)] == [False, True]


@pytest.mark.asvs("V6.6.2")
def test_link_that_nobody_claimed_opens_for_no_code(link, at):
    assert opens(link, at=at) is False


@pytest.mark.asvs("V6.6.3")
def test_five_wrong_codes_lock_it_also_for_the_right_one(link, at):
    claims(link, at=at)

    tried = [opens(link, at=at, code=wrong(link)) for _ in range(4)]
    still = opens(link, at=at)
    last = opens(link, at=at, code=wrong(link))

    assert (tried, still, last) == ([False] * 4, True, False)
    assert (opens(link, at=at), claims(link, at=at)) == (False, False)


def test_wrong_codes_of_another_browser_do_not_lock_it(link, at):
    claims(link, at=at)

    for _ in range(10):
        opens(link, at=at, browser=THEIRS, code=wrong(link))

    assert opens(link, at=at) is True


@pytest.mark.asvs("V6.4.1", "V6.5.1")
def test_link_is_used_once(link, at):
    claims(link, at=at)
    row = check_code(purpose="invitation", token=link.token, browser=MINE, code=link.code, at=at)

    use_link(link=row, at=at)

    with pytest.raises(LinkRefused):
        use_link(link=row, at=at)
    assert (opens(link, at=at), claims(link, at=at)) == (False, False)


def test_withdrawn_link_opens_nothing(link, at):
    claims(link, at=at)

    withdraw_link(public_id=link.public_id, at=at)

    assert (opens(link, at=at), claims(link, at=at)) == (False, False)


def test_used_link_still_takes_back_until_it_ends_and_a_withdrawn_one_never_does(link, at):
    use_link(link=OneTimeLink.objects.get(), at=at)

    held = [held_link(purpose="invitation", token=link.token, at=moment) for moment in (at, at + DAY)]
    guessed = held_link(purpose="invitation", token="A" * 22, at=at)
    OneTimeLink.objects.update(used_at=None, withdrawn_at=at)
    withdrawn = held_link(purpose="invitation", token=link.token, at=at)

    assert (held, guessed, withdrawn) == ([OneTimeLink.objects.get(), None], None, None)


@pytest.mark.asvs("V6.4.1")
def test_link_ends_to_the_second_and_never_begins_early(link, at):
    claims(link, at=at)

    opened = [opens(link, at=moment) for moment in (at - SECOND, at, at + DAY - SECOND, at + DAY)]

    assert opened == [False, True, True, False]


@pytest.mark.asvs("V6.6.2")
@pytest.mark.parametrize(
    "changed", [{"purpose": "reset"}, {"token": "A" * 22}, {"browser": ""}, {"code": ""}, {"code": "12345é"}]
)
def test_anything_else_than_this_link_opens_nothing(link, at, changed):
    claims(link, at=at)

    assert opens(link, at=at, **changed) is False


def test_link_without_a_code_asks_for_none_and_takes_none(at):
    link = make_link(purpose="invitation", about="answer:x", lasts=DAY, has_code=False, at=at)

    assert (link.code, claims(link, at=at), opens(link, at=at, code="x")) == ("", True, False)


def test_every_refusal_says_the_same_after_the_same_work(link, at):
    """500 pairs of a guessed link and one that is there but shut."""
    claims(link, at=at)

    def measured(token, browser):
        reset_queries()  # the log holds 9,000 statements
        with CaptureQueriesContext(connection) as queries, pytest.raises(LinkRefused) as refusal:
            check_code(purpose="invitation", token=token, browser=browser, code="000000", at=at + DAY)
        return str(refusal.value), [query["sql"].split()[0] for query in queries]

    for _ in range(500):
        guessed = new_browser_secret()
        assert measured(link.token, MINE) == measured(guessed, MINE)


@pytest.mark.parametrize(
    "broken",
    [{"wrong_codes": 6}, {"ends_at": None}, {"used_at": True, "withdrawn_at": True}],
    ids=["six wrong codes", "no end", "used and withdrawn"],
)
def test_database_refuses_what_cannot_be(link, at, broken):
    values = {name: (at if value is True else at if name == "ends_at" else value) for name, value in broken.items()}

    with pytest.raises(IntegrityError), transaction.atomic():
        OneTimeLink.objects.update(**values)

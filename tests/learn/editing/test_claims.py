"""Readers have a claim as two people agreed on it; whoever wrote a part of it never confirms it."""

import re
from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.utils import timezone
from wagtail.models import ModelLogEntry

from editor_form import form
from handrail.accounts.models import SignIn
from handrail.learn.desk.queries import review_desk
from handrail.learn.domain.waiting_claims import Waits
from handrail.learn.loading.actions import load_content
from handrail.learn.models import Claim, Source
from handrail.learn.reading.queries import all_claims, claims_called
from signing_in import sign_in

pytestmark = pytest.mark.django_db


def sent(claim: Claim, **changed) -> dict:
    fields = {name: getattr(claim, name) for name in ("key", "text_en", "text_es", "strength", "checked_on")}
    return fields | {"sources": [source.pk for source in claim.sources.all()]} | changed


def change(client, claim: Claim, **changed) -> int:
    answer = client.post(f"/cms/claims/edit/{claim.pk}/", sent(claim, **changed))
    claim.refresh_from_db()
    return answer.status_code


def read(key: str = "water-is-wet"):
    return claims_called([key]).get(key)


def change_source(client, named: str, **changed) -> int:
    source = Source.objects.get(key=named)
    fields = {name: getattr(source, name) for name in ("key", "author", "title", "publisher", "year", "url")}
    return client.post(f"/cms/sources/edit/{source.pk}/", fields | changed).status_code


@pytest.fixture
def claim(content) -> Claim:
    return Claim.objects.get(key="water-is-wet")


def test_changed_claim_is_no_longer_confirmed(browsers, claim):
    status = change(browsers["writer"], claim, text_en="Water is very wet.", is_confirmed="on")

    assert (status, claim.text_en, claim.is_confirmed) == (302, "Water is very wet.", False)


@pytest.mark.parametrize("name", ["writer", "reviewer", "superuser"])
def test_nobody_confirms_their_own_claim(browsers, claim, name):
    change(browsers[name], claim, text_en="Water is very wet.")

    status = change(browsers[name], claim, is_confirmed="on")

    assert (status, claim.is_confirmed) == (200, False)


def test_another_person_confirms_a_claim(browsers, claim):
    change(browsers["writer"], claim, text_en="Water is very wet.")

    status = change(browsers["reviewer"], claim, is_confirmed="on")

    assert (status, claim.is_confirmed) == (302, True)


def test_claim_without_a_source_is_refused(browsers, claim):
    status = change(browsers["reviewer"], claim, sources=[])

    assert (status, claim.sources.count()) == (200, 1)


def test_new_claim_starts_unconfirmed(browsers, claim):
    new = sent(claim, key="new-claim", is_confirmed="on")

    browsers["writer"].post("/cms/claims/new/", new)

    assert (Claim.objects.get(key="new-claim").is_confirmed, Source.objects.count()) == (False, 2)


def test_readers_keep_a_claim_as_it_was_until_another_person_confirms_it(client, browsers, claim):
    change(browsers["writer"], claim, text_en="Water is very wet.")
    before = read().text["en"], client.get("/heroin/first/").content.decode().count("Water is very wet.")

    change(browsers["reviewer"], claim, is_confirmed="on")

    assert before == ("Water is wet.", 0)
    assert (read().text["en"], read().is_confirmed) == ("Water is very wet.", True)
    assert "Water is very wet." in client.get("/heroin/claims/").content.decode()


def test_new_claim_is_read_by_nobody_until_it_is_confirmed(browsers, claim):
    browsers["writer"].post("/cms/claims/new/", sent(claim, key="new-claim"))
    before = [one.key for one in all_claims()]

    change(browsers["reviewer"], Claim.objects.get(key="new-claim"), is_confirmed="on")

    assert before == ["stones-are-hard", "water-is-wet"]
    assert [one.key for one in all_claims()] == ["new-claim", "stones-are-hard", "water-is-wet"]


def test_whoever_wrote_before_the_last_change_does_not_confirm_either(browsers, claim):
    change(browsers["reviewer"], claim, text_en="Water is very wet.")
    change(browsers["second"], claim, checked_on="2026-11-22")

    statuses = [change(browsers[name], claim, is_confirmed="on") for name in ("reviewer", "second")]
    third = change(browsers["superuser"], claim, is_confirmed="on")

    assert (statuses, third, claim.is_confirmed) == ([200, 200], 302, True)


def test_writer_confirms_nothing(browsers, claim):
    change(browsers["reviewer"], claim, text_en="Water is very wet.")

    status = change(browsers["writer"], claim, is_confirmed="on")

    assert (status, claim.is_confirmed) == (200, False)


def test_who_confirmed_is_noted(browsers, people, claim):
    change(browsers["writer"], claim, text_en="Water is very wet.")

    change(browsers["reviewer"], claim, is_confirmed="on")

    assert (claim.confirmed_by, claim.confirmed_on) == (people["reviewer"], timezone.now().date())
    assert list(claim.written_by.all()) == [people["writer"]]  # of the words that stand


def test_doubt_reaches_readers_at_once(browsers, claim):
    change(browsers["reviewer"], claim)

    assert (claim.is_confirmed, read().is_confirmed, read().text["en"]) == (False, False, "Water is wet.")


def test_key_never_changes(browsers, claim):
    change(browsers["writer"], claim, key="another", is_confirmed="on")
    change_source(browsers["writer"], "rivers-2020", key="another", title="Another title")

    assert (claim.key, Source.objects.filter(key="rivers-2020").exists()) == ("water-is-wet", True)


def test_other_source_takes_the_confirmation_of_its_claims(browsers, claim):
    change_source(browsers["reviewer"], "rivers-2020", url="https://elsewhere.example/")
    claim.refresh_from_db()
    before = claim.is_confirmed, read().sources[0].url

    own = change(browsers["reviewer"], claim, is_confirmed="on")
    change(browsers["second"], claim, is_confirmed="on")

    assert (before, own) == ((False, "https://example.org/study"), 200)
    assert read().sources[0].url == "https://elsewhere.example/"


def test_source_saved_as_it_was_changes_no_claim(browsers, claim):
    change_source(browsers["writer"], "rivers-2020")

    claim.refresh_from_db()
    assert claim.is_confirmed is True


@pytest.mark.parametrize("changed", [{"text_en": "Ask an addict."}, {"text_es": "Pregunte a un adicto."}])
def test_word_of_the_avoid_list_is_refused(browsers, claim, changed):
    status = change(browsers["writer"], claim, **changed)

    assert (status, claim.text_en, claim.text_es) == (200, "Water is wet.", "El agua moja.")


def test_day_that_has_not_come_is_refused(browsers, claim):
    assert change(browsers["writer"], claim, checked_on="2099-01-01") == 200


@pytest.fixture
def late(people) -> Client:
    """A writer who showed eleven minutes ago who they are."""
    client = Client()
    begun = sign_in(client, people["writer"])
    begun.proved_at = timezone.now() - timedelta(minutes=11)
    begun.save()
    return client


@pytest.mark.parametrize("headers", [{}, {"accept": "application/json", "x-requested-with": "XMLHttpRequest"}])
def test_claim_saved_too_late_is_not_saved_whatever_is_asked_to_be_sent(late, claim, headers):
    late.post(f"/cms/claims/edit/{claim.pk}/", sent(claim, text_en="Water is very wet."), headers=headers)
    late.post("/cms/claims/new/", sent(claim, key="new-claim"), headers=headers)
    late.post(
        f"/cms/sources/edit/{claim.sources.get().pk}/", {"key": "x", "author": "A", "title": "B"}, headers=headers
    )

    claim.refresh_from_db()
    assert (claim.text_en, claim.is_confirmed, claim.sources.get().title) == (
        "Water is wet.",
        True,
        "A study that was made up for tests",
    )
    assert Claim.objects.count() == 2


def test_claim_saved_too_late_comes_back_as_typed_beside_the_way_to_prove(late, claim):
    changed = late.post(f"/cms/claims/edit/{claim.pk}/", sent(claim, text_en="Water is very wet."))
    added = late.post("/cms/claims/new/", sent(claim, key="new-claim", text_en="Sand is dry."))

    told = [answer.content.decode() for answer in (changed, added)]
    assert ["Water is very wet." in told[0], "Sand is dry." in told[1]] == [True, True]
    assert ['href="/account/confirm/?next=%2Fcms%2F"' in one for one in told] == [True, True]
    assert ["Not saved yet." in one for one in told] == [True, True]


def test_claim_is_saved_from_the_same_form_after_the_proof(late, claim):
    late.post(f"/cms/claims/edit/{claim.pk}/", sent(claim, text_en="Water is very wet."))
    SignIn.objects.update(proved_at=timezone.now())

    assert (change(late, claim, text_en="Water is very wet."), claim.text_en) == (302, "Water is very wet.")


def test_looking_asks_for_a_fresh_proof_whatever_is_asked_to_be_sent(late, claim):
    looked = late.get("/cms/", headers={"accept": "application/json", "x-requested-with": "XMLHttpRequest"})

    assert looked.headers["Location"].partition("?")[0] == "/account/confirm/"


def take_back(client, claim: Claim, **changed) -> int:
    return change(client, claim, is_confirmed="on", is_taken_back="on", **changed)


def test_claim_taken_back_is_read_nowhere_at_once(client, browsers, claim):
    before = client.get("/heroin/claims/").content.decode()

    status = take_back(browsers["writer"], claim)

    after = client.get("/heroin/claims/").content.decode()
    assert (status, "Water is wet." in before, "Water is wet." in after) == (302, True, False)
    assert (claim.is_confirmed, claim.is_taken_back, read()) == (False, True, None)
    assert "not yet confirmed" in client.get("/heroin/first/").content.decode()


def test_who_took_a_claim_back_is_noted(browsers, people, claim):
    take_back(browsers["writer"], claim)

    noted = ModelLogEntry.objects.get(action="learn.claim_taken_back")

    assert (noted.object_id, noted.user) == (f"{claim.pk}", people["writer"])


def test_claim_changed_and_taken_back_in_one_press_waits_for_another_person(browsers, claim):
    take_back(browsers["reviewer"], claim, text_en="Water is dry.")
    own = change(browsers["reviewer"], claim, is_confirmed="on")

    assert (own, claim.is_confirmed, claim.is_taken_back, read()) == (200, False, True, None)


def test_claim_comes_back_by_a_reviewer_who_wrote_none_of_it(browsers, claim):
    take_back(browsers["writer"], claim)
    kept = change(browsers["second"], claim, is_confirmed="on", is_taken_back="on")
    before = read()

    change(browsers["second"], claim, is_confirmed="on")

    assert (kept, before, claim.is_taken_back, read().text["en"]) == (200, None, False, "Water is wet.")


def test_claim_taken_back_does_not_come_back_by_whoever_wrote_it_before_it_was_confirmed(browsers, claim):
    change(browsers["reviewer"], claim, text_en="Water is dry.")
    change(browsers["second"], claim, is_confirmed="on")
    take_back(browsers["second"], claim)

    status = change(browsers["reviewer"], claim, is_confirmed="on")

    assert (status, claim.is_confirmed, read()) == (200, False, None)


def test_doubted_claim_is_not_confirmed_again_by_whoever_wrote_it(browsers, claim):
    change(browsers["reviewer"], claim, text_en="Water is dry.")
    change(browsers["second"], claim, is_confirmed="on")
    change(browsers["second"], claim)

    assert (change(browsers["reviewer"], claim, is_confirmed="on"), claim.is_confirmed) == (200, False)


def test_desk_tells_words_that_were_confirmed_from_words_written_since(browsers, claim):
    waits = []
    change(browsers["reviewer"], claim, text_en="Water is dry.")
    change(browsers["second"], claim, is_confirmed="on")

    for act in (
        lambda: change(browsers["second"], claim),
        lambda: take_back(browsers["second"], claim),
        lambda: change(browsers["second"], claim, is_taken_back="on", text_en="Water is wet indeed."),
    ):
        act()
        waits.append([one.why for one in review_desk(today=timezone.now().date()).claims])

    assert waits == [[Waits.DOUBTED], [], [Waits.TAKEN_BACK]]


def test_who_wrote_words_that_are_gone_may_confirm_those_of_another(browsers, claim):
    change(browsers["reviewer"], claim, text_en="Water is dry.")
    change(browsers["second"], claim, is_confirmed="on")
    change(browsers["second"], claim, text_en="Water is wet indeed.")

    assert (change(browsers["reviewer"], claim, is_confirmed="on"), claim.is_confirmed) == (302, True)


@pytest.mark.parametrize("name", ["writer", "second"])
def test_window_that_was_opened_before_a_claim_was_taken_back_undoes_nothing(browsers, claim, name):
    page = browsers[name].get(f"/cms/claims/edit/{claim.pk}/").content.decode()
    opened = sent(claim, as_opened=re.search(r'name="as_opened" value="(\w+)"', page)[1], is_confirmed="on")
    take_back(browsers["reviewer"], claim)

    answer = browsers[name].post(f"/cms/claims/edit/{claim.pk}/", opened)

    claim.refresh_from_db()
    assert "Somebody changed this claim while you had it open" in answer.content.decode()
    assert (answer.status_code, claim.is_taken_back, read()) == (200, True, None)


def test_mark_that_is_taken_away_alone_gives_readers_nothing(browsers, claim):
    take_back(browsers["writer"], claim)

    change(browsers["writer"], claim)

    assert (claim.is_taken_back, claim.is_confirmed, read()) == (False, False, None)


def test_claim_that_was_taken_back_stays_so_when_it_is_changed_or_loaded_again(browsers, content, claim):
    take_back(browsers["writer"], claim)
    change(browsers["reviewer"], claim, is_taken_back="on", text_en="Water is dry.")

    load_content(folder=content)

    claim.refresh_from_db()
    assert (claim.is_taken_back, claim.text_en, read()) == (True, "Water is dry.", None)


def test_page_that_rests_on_a_claim_taken_back_is_not_published(browsers, page, claim):
    browsers["writer"].post(f"/cms/pages/{page.pk}/edit/", form("A new question?"))
    take_back(browsers["writer"], claim)

    answer = browsers["reviewer"].post(
        f"/cms/pages/{page.pk}/edit/", form("A new question?") | {"action-publish": "1"}, follow=True
    )

    page.refresh_from_db()
    assert page.title == "What is the first thing?"
    assert "Part 1 rests on the claim water-is-wet, which was taken back." in answer.content.decode()


@pytest.mark.parametrize("changed", [{"is_confirmed": True}, {"shown": {"key": "water-is-wet"}}])
def test_database_keeps_a_claim_taken_back_from_readers(claim, changed):
    Claim.objects.filter(pk=claim.pk).update(is_confirmed=False, is_taken_back=True, shown=None)

    with pytest.raises(IntegrityError), transaction.atomic():
        Claim.objects.filter(pk=claim.pk).update(**changed)

    assert read() is None


def test_reviewer_sees_what_readers_have_beside_what_was_changed(browsers, claim):
    plain = browsers["reviewer"].get(f"/cms/claims/edit/{claim.pk}/").content.decode()
    change(browsers["writer"], claim, text_en="Water is dry.", checked_on="2026-11-22")
    change_source(browsers["writer"], "rivers-2020", title="Another <b>title</b>")

    shown = browsers["reviewer"].get(f"/cms/claims/edit/{claim.pk}/").content.decode()

    told = ["Readers have now: Water is wet.", "Readers have now: 2026-11-23", "do both still say the same?"]
    told += [
        "Readers have now: rivers-2020: Rivers and others, A study that was made up for tests, Example Press, 2020"
    ]
    assert [line in plain for line in told] == [False] * 4
    assert [line in shown for line in told] == [True] * 4


def test_what_readers_have_is_shown_as_it_is_written(browsers, claim):
    Claim.objects.filter(pk=claim.pk).update(shown=claim.shown | {"text": {"en": "Water <b>is</b>.", "es": "x"}})

    shown = browsers["reviewer"].get(f"/cms/claims/edit/{claim.pk}/").content.decode()

    assert ("Readers have now: Water &lt;b&gt;is" in shown, "Water <b>is" in shown) == (True, False)


def test_reviewer_is_told_of_a_claim_that_readers_do_not_have(browsers, claim):
    take_back(browsers["writer"], claim)

    assert (
        "Readers do not have this claim." in browsers["reviewer"].get(f"/cms/claims/edit/{claim.pk}/").content.decode()
    )

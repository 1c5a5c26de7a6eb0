"""What people ask of us is read and answered by the operator's privacy officers, and by none about themselves."""

import pytest
from django.test import Client
from django.utils import timezone

from accounts.people import make_organization, make_staff
from factories import make_operator, make_person_request, make_privacy_officer
from handrail.accounts.models import Membership
from handrail.accounts.organizations.actions import end_membership
from handrail.accounts.queries import acting_for_themselves, privacy_officer
from handrail.privacy.actions import open_subject, write_identity
from handrail.privacy.domain.actors import PRODUCT
from handrail.privacy.domain.requests import NotYoursToAnswer, Outcome
from handrail.privacy.erasing.actions import ask_erasure, destroy_keys_of_programs, erase_own
from handrail.privacy.models import AuditEntry, PersonRequest
from handrail.privacy.requests.actions import answer_request, open_words
from signing_in import sign_in

pytestmark = pytest.mark.django_db
LIST = "/desk/requests/"


@pytest.fixture
def now():
    return timezone.now()


def browser_of(user) -> Client:
    browser = Client()
    sign_in(browser, user)
    return browser


def about_an_act_of(user, at) -> PersonRequest:
    subject = open_subject(by=PRODUCT, at=at)
    write_identity(subject=subject, person={"name": "Rosa"}, by=privacy_officer(public_id=user.public_id), at=at)
    entry = AuditEntry.objects.get(what="identity.written")
    return make_person_request(subject=subject, about=entry.public_id, at=at)


@pytest.mark.asvs("V8.2.1")
def test_role_in_the_operators_organization_opens_them_and_a_task_at_the_desk_does_not():
    organization = make_organization(name="Example Operator", kind="operator")
    officer = make_staff(organization=organization, role="privacy_officer")
    worker = make_staff(organization=organization, role="desk", word="meadow")
    people = (officer, worker, make_operator())

    answers = [browser_of(user).get(LIST).status_code for user in people]

    assert answers == [200, 404, 404]


def test_privacy_officer_finds_the_way_there_and_no_way_to_what_is_closed_to_them():
    organization = make_organization(name="Example Operator", kind="operator")
    browser = browser_of(make_staff(organization=organization, role="privacy_officer"))

    own, listed = (browser.get(path).content.decode() for path in ("/account/", LIST))

    assert [LIST in own, '"/desk/"' in own, '"/account/organizations/"' in own] == [True, False, False]
    assert [f'"{LIST}"' in listed, '"/desk/claims/"' in listed] == [True, False]


def test_desk_shows_how_many_wait_to_who_answers_them_alone():
    make_person_request()

    pages = [browser_of(user).get("/desk/").content.decode() for user in (make_privacy_officer(), make_operator())]

    assert ["Requests of people" in page for page in pages] == [True, False]


def test_who_left_the_operator_has_no_task_at_its_desk_any_more(now):
    gone = make_privacy_officer()
    membership = Membership.objects.get(user=gone)

    end_membership(organization=membership.organization, public_id=membership.public_id, by=PRODUCT, at=now)

    gone.refresh_from_db()
    browser = browser_of(gone)
    assert (gone.is_staff, gone.is_superuser) == (False, False)
    assert [browser.get(path).status_code for path in ("/desk/", LIST)] == [404, 404]


def test_who_leaves_another_organization_keeps_their_task_at_the_desk(now):
    user, clinic = make_operator(), make_organization()
    lead = make_staff(organization=clinic)
    membership = Membership.objects.create(organization=clinic, user=user, role="nurse", began_at=now)

    end_membership(organization=clinic, public_id=membership.public_id, by=acting_for_themselves(lead), at=now)

    user.refresh_from_db()
    assert user.is_staff


@pytest.mark.parametrize("whose", ["asked", "about"])
def test_nobody_reads_or_answers_a_complaint_of_their_own_or_about_themselves(now, whose):
    officer = make_privacy_officer()
    own = {"subject": officer.subject, "by": acting_for_themselves(officer), "at": now}
    request = make_person_request(**own) if whose == "asked" else about_an_act_of(officer, now)
    browser = browser_of(officer)

    looked = browser.get(request.get_absolute_url())
    opened = browser.post(request.get_absolute_url())
    answered = browser.post(request.get_absolute_url(), {"outcome": "heard", "answer": "All fine."})

    request.refresh_from_db()
    assert [each.status_code for each in (looked, opened, answered)] == [200, 403, 403]
    assert "Another privacy officer must answer it." in looked.content.decode()
    assert "Nobody called me back." not in opened.content.decode()
    assert (request.outcome, AuditEntry.objects.filter(what="request.viewed").count()) == ("", 0)


@pytest.mark.parametrize("whose", ["asked", "about"])
def test_actions_refuse_it_too(now, whose):
    officer = make_privacy_officer()
    own = {"subject": officer.subject, "by": acting_for_themselves(officer), "at": now}
    request = make_person_request(**own) if whose == "asked" else about_an_act_of(officer, now)
    by = privacy_officer(public_id=officer.public_id)

    with pytest.raises(NotYoursToAnswer):
        open_words(request=request, by=by, at=now)
    with pytest.raises(NotYoursToAnswer):
        answer_request(request=request, outcome=Outcome.HEARD, answer="All fine.", by=by, at=now)


def test_another_privacy_officer_answers_it_for_their_organization(now):
    request = about_an_act_of(make_privacy_officer(), now)
    other = make_privacy_officer()

    browser_of(other).post(request.get_absolute_url(), {"outcome": "heard", "answer": "We looked into it."})

    entry = AuditEntry.objects.get(what="request.answered")
    membership = Membership.objects.get(user=other)
    assert (entry.by_id, entry.organization_id, entry.role) == (
        other.public_id,
        membership.organization.public_id,
        "privacy_officer",
    )


def test_words_that_were_destroyed_before_a_restore_are_told_as_gone(now):
    subject = open_subject(by=PRODUCT, at=now)
    request = make_person_request(subject=subject, at=now)
    destroy_keys_of_programs(subject=subject, by=PRODUCT, at=now)

    page = browser_of(make_privacy_officer()).post(request.get_absolute_url()).content.decode()

    assert "These words were destroyed." in page


@pytest.mark.parametrize("how", ["asked", "erased"])
def test_officer_is_told_that_who_asked_is_leaving_or_gone(now, how):
    subject = open_subject(by=PRODUCT, at=now)
    request, browser = make_person_request(subject=subject, at=now), browser_of(make_privacy_officer())
    before = browser.get(request.get_absolute_url()).content.decode()

    if how == "asked":
        ask_erasure(subject=subject, by=PRODUCT, at=now)
    else:
        erase_own(subject=subject, by=PRODUCT, at=now)
    after = browser.get(request.get_absolute_url()).content.decode()
    opened = browser.post(request.get_absolute_url()).content.decode()

    assert ("The person reads it at once" in opened, "It cannot be changed afterwards." in opened) == (False, True)
    can_read, is_leaving = "The person can read who opened them", "This person asked for deletion."
    assert [words in before for words in (can_read, is_leaving)] == [True, False]
    assert [words in after for words in (can_read, is_leaving)] == [False, True]

"""Who was given which version is kept: at sign-up and with each consent (S28)."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.test import Client

from handrail.accounts.models import User
from handrail.privacy.actions import open_subject
from handrail.privacy.consenting.actions import ConsentRefused, Evidence, Terms, give_consent
from handrail.privacy.domain.actors import PRODUCT
from handrail.privacy.domain.consents import ConsentKind, Information, Purpose
from handrail.privacy.domain.notices import AT_SIGN_UP, Notice
from handrail.privacy.models import Consent, NoticeGiven
from handrail.privacy.notices import library
from handrail.privacy.notices.actions import give_notices
from handrail.privacy.notices.library import current

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)
TERMS = Terms(
    kind=ConsentKind.NAMED,
    disclosers=frozenset({"clinic"}),
    information=frozenset({Information.IDENTITY}),
    recipients=frozenset({"hospital"}),
    purposes=frozenset({Purpose.TREATMENT}),
    expires_on="end of treatment",
)
EVIDENCE = Evidence(text="I let ...", text_version="1", language="en", tells_how_to_revoke=True)


@pytest.mark.parametrize(("path", "language"), [("/account/new/", "en"), ("/es/account/new/", "es")])
def test_account_keeps_which_notices_it_was_opened_under(path, language):
    visitor = Client(headers={"origin": "http://testserver"})

    page = visitor.get(path).content.decode()
    visitor.post(path, {"word": "river", "password": "four plain words here"})

    given = NoticeGiven.objects.filter(subject=User.objects.get().subject).order_by("pk")
    assert [(one.notice, one.version, one.language, one.text_hash) for one in given] == [
        (notice, current(notice).version, language, current(notice).digest) for notice in AT_SIGN_UP
    ]
    assert all(f"/notices/{notice}/" in page for notice in AT_SIGN_UP)


def test_given_twice_in_one_version_is_given_once(at):
    subject = open_subject(by=PRODUCT, at=at)

    for _ in range(2):
        give_notices(subject=subject, notices=[Notice.TERMS], language="en", at=at)

    assert NoticeGiven.objects.count() == 1


def test_consent_keeps_the_version_of_the_notice_for_patients(at):
    subject = open_subject(by=PRODUCT, at=at)

    consent = give_consent(subject=subject, terms=TERMS, evidence=EVIDENCE, by=PRODUCT, at=at)

    assert consent.notice_version == current(Notice.PATIENTS).version


@pytest.mark.parametrize(("on_the_form", "given"), [(None, 2), (1, 1)])
def test_first_consent_gives_the_notice_for_patients_that_was_on_the_form(at, monkeypatch, on_the_form, given):
    first = current(Notice.PATIENTS)
    versions = (replace(first, version=2, digest="d" * 64), first)
    monkeypatch.setattr(library, "versions_of", lambda notice: versions)
    subject = open_subject(by=PRODUCT, at=at)
    evidence = replace(EVIDENCE, language="es", notice_version=on_the_form)

    consents = [
        give_consent(subject=subject, terms=TERMS, evidence=evidence, by=PRODUCT, at=at + hour * HOUR)
        for hour in range(2)
    ]

    row = NoticeGiven.objects.get()
    assert (row.notice, row.version, row.language, row.given_at) == (Notice.PATIENTS, given, "es", at)
    assert [one.notice_version for one in consents] == [given, given]


def test_consent_under_a_notice_that_never_was_is_refused(at):
    subject = open_subject(by=PRODUCT, at=at)

    with pytest.raises(ConsentRefused, match="Nobody knows this version"):
        give_consent(subject=subject, terms=TERMS, evidence=replace(EVIDENCE, notice_version=99), by=PRODUCT, at=at)

    assert (Consent.objects.count(), NoticeGiven.objects.count()) == (0, 0)


@pytest.mark.parametrize("change", [{"notice": "rumors"}, {"version": 0}])
def test_database_refuses_a_notice_that_cannot_be(at, change):
    give_notices(subject=open_subject(by=PRODUCT, at=at), notices=[Notice.TERMS], language="en", at=at)

    with pytest.raises(IntegrityError), transaction.atomic():
        NoticeGiven.objects.update(**change)

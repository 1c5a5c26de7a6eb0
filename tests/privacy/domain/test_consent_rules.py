"""Consent as a decision table: drop one element and nothing is handed over (42 CFR 2.31, 2.33, 2.35; S19)."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handrail.privacy.domain.consent_rules import RULES, decide
from handrail.privacy.domain.consents import (
    ANY_TREATING,
    Condition,
    Consent,
    ConsentKind,
    HandOver,
    Information,
    Purpose,
    RecipientRole,
)

AT = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
DAY = timedelta(days=1)

CARE = Consent(
    public_id="c1",
    kind=ConsentKind.CARE,
    subject="rosa",
    disclosers=frozenset({"detox"}),
    information=frozenset({Information.IDENTITY, Information.REFERRAL, Information.MEDICINES}),
    recipients=frozenset({ANY_TREATING}),
    purposes=frozenset({Purpose.TREATMENT}),
    tells_how_to_revoke=True,
    expires_at=AT + 30 * DAY,
    expires_on="",
    signed_by="rosa",
    signed_at=AT - DAY,
    tells_of_redisclosure=True,
    tells_what_refusing_means=True,
)
NAMED = replace(CARE, kind=ConsentKind.NAMED, recipients=frozenset({"clinic"}))
NOTES = replace(NAMED, kind=ConsentKind.NOTES, information=frozenset({Information.COUNSELING_NOTES}))
LEGAL = replace(NAMED, kind=ConsentKind.LEGAL, purposes=frozenset({Purpose.LEGAL_PROCEEDING}))
JUSTICE = replace(
    NAMED,
    kind=ConsentKind.JUSTICE,
    recipients=frozenset({"court"}),
    information=frozenset({Information.ADMITTED, Information.ATTENDING, Information.ENDED}),
    purposes=frozenset({Purpose.SUPERVISION}),
    condition=Condition.PAROLE,
)
FAMILY = replace(
    NAMED, kind=ConsentKind.FAMILY, recipients=frozenset({"mother"}), purposes=frozenset({Purpose.SUPPORT})
)

TO_CLINIC = HandOver(
    subject="rosa",
    discloser="detox",
    recipient="clinic",
    role=RecipientRole.TREATMENT,
    information=frozenset({Information.IDENTITY}),
    purpose=Purpose.TREATMENT,
    at=AT,
)
NOTES_OUT = replace(TO_CLINIC, information=frozenset({Information.COUNSELING_NOTES}))
TO_LAWYER = replace(TO_CLINIC, role=RecipientRole.LEGAL, purpose=Purpose.LEGAL_PROCEEDING)
TO_COURT = replace(
    TO_CLINIC,
    recipient="court",
    role=RecipientRole.JUSTICE,
    information=frozenset({Information.ATTENDING}),
    purpose=Purpose.SUPERVISION,
)
TO_MOTHER = replace(TO_CLINIC, recipient="mother", role=RecipientRole.FAMILY, purpose=Purpose.SUPPORT)

WHOLE = [
    (CARE, TO_CLINIC),
    (NAMED, TO_CLINIC),
    (NOTES, NOTES_OUT),
    (LEGAL, TO_LAWYER),
    (JUSTICE, TO_COURT),
    (FAMILY, TO_MOTHER),
]

NOTHING = frozenset()
LEFT_OUT = [
    ("another_person", {"subject": ""}),  # (1)
    ("another_discloser", {"disclosers": NOTHING}),  # (2)
    ("another_recipient", {"recipients": NOTHING}),  # (4)
    ("another_purpose", {"purposes": NOTHING}),  # (5)
    ("revoking_not_told", {"tells_how_to_revoke": False}),  # (6)
    ("no_end_named", {"expires_at": None, "expires_on": ""}),  # (7)
    ("not_signed", {"signed_by": ""}),  # (8)
    ("not_dated", {"signed_at": None}),  # (9)
]


@pytest.mark.parametrize(("consent", "asked"), WHOLE)
def test_whole_consent_allows(consent, asked):
    decision = decide(asked, [consent])

    assert (decision.is_allowed, decision.rule, decision.consent) == (True, "all_elements", "c1")


@pytest.mark.parametrize(("consent", "asked"), WHOLE)
@pytest.mark.parametrize(("rule", "without"), LEFT_OUT)
def test_consent_without_one_element_blocks(consent, asked, rule, without):
    decision = decide(asked, [replace(consent, **without)])

    expected = "no_consent" if rule == "another_person" else rule
    assert (decision.is_allowed, decision.rule) == (False, expected)


@pytest.mark.parametrize(("consent", "asked"), WHOLE)
def test_consent_that_names_no_information_blocks(consent, asked):  # (3)
    decision = decide(asked, [replace(consent, information=NOTHING)])

    expected = "notes_with_others" if consent is NOTES else "other_information"
    assert (decision.is_allowed, decision.rule) == (False, expected)


def test_consent_for_a_court_covers_no_other_purpose():
    combined = replace(LEGAL, purposes=frozenset({Purpose.LEGAL_PROCEEDING, Purpose.TREATMENT}))

    decision = decide(TO_LAWYER, [combined])

    assert (decision.is_allowed, decision.rule) == (False, "court_with_others")


@pytest.mark.parametrize(("consent", "asked"), WHOLE)
@pytest.mark.parametrize(
    ("rule", "change"),
    [
        ("revoked", {"revoked_at": AT}),
        ("revoked", {"revoked_at": AT + DAY}),  # by a clock that runs ahead of ours
        ("ended", {"ended_at": AT + DAY}),
        ("ended", {"expires_at": AT}),
        ("ended", {"ended_at": AT}),
        ("known_false", {"known_false": True}),
        ("not_dated", {"signed_at": AT + DAY}),
    ],
)
def test_consent_that_no_longer_stands_blocks(consent, asked, rule, change):
    decision = decide(asked, [replace(consent, **change)])

    assert (decision.is_allowed, decision.rule) == (False, rule)


@pytest.mark.parametrize("consent", [consent for consent, _ in WHOLE])
@pytest.mark.parametrize("asked", [asked for _, asked in WHOLE])
def test_kinds_never_stand_in_for_one_another(consent, asked):
    widest = replace(
        consent,
        information=frozenset(Information),
        recipients=frozenset({"clinic", "court", "mother", ANY_TREATING}),
        purposes=frozenset(Purpose),
        condition=Condition.PAROLE,
    )
    if consent is LEGAL:  # a consent for a court and more is none at all
        widest = replace(widest, purposes=LEGAL.purposes)
    same = {(id(one), id(other)) for one, other in WHOLE} | {(id(CARE), id(TO_CLINIC)), (id(NAMED), id(TO_CLINIC))}

    decision = decide(asked, [widest])

    is_notes = consent is NOTES or asked is NOTES_OUT  # a consent for notes and more is none at all
    assert decision.is_allowed == ((id(consent), id(asked)) in same and not is_notes)


@pytest.mark.parametrize(
    ("rule", "consent", "asked"),
    [
        ("what_follows_not_told", replace(CARE, tells_of_redisclosure=False), TO_CLINIC),
        ("what_follows_not_told", replace(CARE, tells_what_refusing_means=False), TO_CLINIC),
        ("no_end_named", replace(NAMED, expires_at=None, expires_on="none"), TO_CLINIC),
        ("no_end_named", replace(JUSTICE, expires_at=None, expires_on="final disposition"), TO_COURT),
        ("no_condition", replace(JUSTICE, condition=None), TO_COURT),
        ("another_recipient", replace(NAMED, recipients=frozenset({ANY_TREATING})), TO_CLINIC),
        ("another_recipient", NAMED, replace(TO_CLINIC, recipient="other clinic")),
        (
            "not_for_care",
            replace(CARE, information=frozenset(Information), purposes=frozenset(Purpose)),
            replace(TO_CLINIC, information=frozenset({Information.PLAN})),
        ),
        (
            "not_for_care",
            replace(CARE, purposes=frozenset(Purpose)),
            replace(TO_CLINIC, purpose=Purpose.AT_THE_PERSONS_REQUEST),
        ),
        (
            "too_much_for_justice",
            replace(JUSTICE, information=frozenset(Information)),
            replace(TO_COURT, information=frozenset({Information.TEST_RESULTS})),
        ),
        (
            "too_much_for_justice",
            replace(JUSTICE, information=frozenset(Information)),
            replace(TO_COURT, information=frozenset({Information.ATTENDING, Information.PLAN})),
        ),
        ("notes_to_a_court", NOTES, replace(NOTES_OUT, purpose=Purpose.LEGAL_PROCEEDING)),
        ("notes_to_a_court", NOTES, replace(NOTES_OUT, role=RecipientRole.JUSTICE)),
        ("other_information", NAMED, replace(TO_CLINIC, information=NOTHING)),
        (
            "notes_with_others",
            NOTES,
            replace(NOTES_OUT, information=frozenset({Information.COUNSELING_NOTES, Information.IDENTITY})),
        ),
    ],
)
def test_rule_of_one_kind_blocks(rule, consent, asked):
    decision = decide(asked, [consent])

    assert (decision.is_allowed, decision.rule) == (False, rule)


def test_care_may_name_no_end_and_ends_with_the_event():
    endless = replace(CARE, expires_at=None, expires_on="none")

    assert decide(TO_CLINIC, [endless]).is_allowed
    assert not decide(TO_CLINIC, [replace(endless, revoked_at=AT)]).is_allowed


def test_court_consent_may_be_irrevocable_for_a_time_and_no_other_may():
    held = {"revoked_at": AT - DAY, "irrevocable_until": AT + DAY}

    assert decide(TO_COURT, [replace(JUSTICE, **held)]).is_allowed
    assert not decide(replace(TO_COURT, at=AT + DAY), [replace(JUSTICE, **held)]).is_allowed
    assert not decide(TO_CLINIC, [replace(NAMED, **held)]).is_allowed


def test_two_consents_are_never_added_up():
    half = replace(NAMED, information=frozenset({Information.IDENTITY}))
    other = replace(NAMED, public_id="c2", information=frozenset({Information.MEDICINES}))
    both = replace(TO_CLINIC, information=frozenset({Information.IDENTITY, Information.MEDICINES}))

    decision = decide(both, [half, other])

    assert (decision.is_allowed, decision.rule) == (False, "other_information")


def test_reason_is_that_of_the_consent_that_came_nearest():
    revoked = replace(NAMED, public_id="c2", revoked_at=AT)

    decision = decide(replace(TO_CLINIC, purpose=Purpose.PAYMENT), [revoked, NAMED])

    assert (decision.rule, decision.section, decision.consent) == ("another_purpose", "2.31(a)(5)", "c1")


def test_nobody_consented_is_a_reason_of_its_own_and_tells_nothing_of_others():
    strangers = replace(NAMED, subject="sam")

    assert decide(TO_CLINIC, [strangers]) == decide(TO_CLINIC, [])
    assert decide(TO_CLINIC, []).rule == "no_consent"


def test_every_rule_has_a_section_and_a_name_of_its_own():
    assert len({rule.name for rule in RULES}) == len(RULES)
    assert all(rule.section.startswith("2.3") for rule in RULES)


# A second opinion: the same law written down plainly, as one sentence after the other, without the table.
kinds = st.sampled_from([kind.value for kind in ConsentKind])
some = lambda names: st.frozensets(st.sampled_from(sorted(names)), max_size=3)  # noqa: E731
moments = st.sampled_from([None, AT - DAY, AT, AT + DAY])
consents = st.fixed_dictionaries(
    {
        "public_id": st.sampled_from(["c1", "c2", "c3"]),
        "kind": kinds,
        "subject": st.sampled_from(["rosa", "rosa", "sam"]),
        "disclosers": some({"detox", "clinic"}),
        "information": some({item.value for item in Information}),
        "recipients": some({"clinic", "court", "mother", "treating_provider"}),
        "purposes": some({item.value for item in Purpose}),
        "tells_how_to_revoke": st.sampled_from([True, True, False]),
        "expires_at": moments,
        "expires_on": st.sampled_from(["", "none", "end of treatment"]),
        "signed_by": st.sampled_from(["rosa", "rosa", ""]),
        "signed_at": moments,
        "tells_of_redisclosure": st.booleans(),
        "tells_what_refusing_means": st.booleans(),
        "condition": st.sampled_from([None, "parole"]),
        "irrevocable_until": moments,
        "revoked_at": moments,
        "ended_at": moments,
        "known_false": st.sampled_from([False, False, True]),
    }
)
hand_overs = st.fixed_dictionaries(
    {
        "subject": st.just("rosa"),
        "discloser": st.sampled_from(["detox", "clinic"]),
        "recipient": st.sampled_from(["clinic", "court", "mother"]),
        "role": st.sampled_from([role.value for role in RecipientRole]),
        "information": some({item.value for item in Information}),
        "purpose": st.sampled_from([item.value for item in Purpose]),
        "at": st.just(AT),
    }
)


def plainly_allowed(c: dict, a: dict) -> bool:
    now = a["at"]
    past = lambda moment: moment is not None and moment <= now  # noqa: E731
    if c["subject"] != a["subject"] or not c["signed_by"] or not past(c["signed_at"]) or c["known_false"]:
        return False
    if c["revoked_at"] is not None:
        held = c["irrevocable_until"]
        if c["kind"] != "criminal_justice" or held is None or held <= now:
            return False
    if past(c["expires_at"]) or c["ended_at"] is not None or not c["tells_how_to_revoke"]:
        return False
    if c["expires_on"] == "none" and c["kind"] not in ("care", "criminal_justice"):
        return False
    if c["expires_at"] is None and (c["expires_on"] == "" or c["kind"] == "criminal_justice"):
        return False
    if not a["information"] or not a["information"] <= c["information"]:
        return False
    if a["purpose"] not in c["purposes"] or a["discloser"] not in c["disclosers"]:
        return False
    is_class = c["kind"] == "care" and "treating_provider" in c["recipients"]
    if a["recipient"] not in c["recipients"] and not (is_class and a["role"] in ("treatment", "payer", "operations")):
        return False
    return plainly_of_the_right_kind(c, a)


def plainly_of_the_right_kind(c: dict, a: dict) -> bool:
    notes = "counseling_notes" in a["information"]
    legal = a["purpose"] == "legal_proceeding" or a["role"] == "legal"
    court = a["purpose"] == "supervision" or a["role"] == "criminal_justice"
    if c["kind"] == "counseling_notes":
        return c["information"] == a["information"] == {"counseling_notes"} and not (legal or court)
    if notes:
        return False
    family = a["purpose"] == "support" or a["role"] == "family"
    if a["role"] == "criminal_justice" and not a["information"] <= {"admitted", "attending", "ended"}:
        return False
    if legal:
        return c["kind"] == "legal_proceedings" and c["purposes"] == {"legal_proceeding"}
    if court:
        little = a["information"] <= {"admitted", "attending", "ended"}
        return c["kind"] == "criminal_justice" and c["condition"] is not None and little
    if family:
        return c["kind"] == "family"
    if c["kind"] == "care":
        told = c["tells_of_redisclosure"] and c["tells_what_refusing_means"]
        own = a["information"] & {"plan", "check_ins"}
        return told and not own and a["purpose"] in ("treatment", "payment", "operations")
    return c["kind"] == "named"


def as_consent(c: dict) -> Consent:
    sets = {
        "information": frozenset(map(Information, c["information"])),
        "purposes": frozenset(map(Purpose, c["purposes"])),
        "condition": Condition(c["condition"]) if c["condition"] else None,
    }
    return Consent(**{**c, **sets, "kind": ConsentKind(c["kind"])})


def as_hand_over(a: dict) -> HandOver:
    sets = {"information": frozenset(map(Information, a["information"]))}
    return HandOver(**{**a, **sets, "role": RecipientRole(a["role"]), "purpose": Purpose(a["purpose"])})


@given(st.lists(consents, max_size=3), hand_overs)
def test_table_and_plain_reading_of_the_law_agree(signed, asked):
    decision = decide(as_hand_over(asked), [as_consent(one) for one in signed])

    assert decision.is_allowed == any(plainly_allowed(one, asked) for one in signed)


# One element is taken from a consent that allows: random consents seldom allow anything.
BROKEN = {
    "subject": "sam",
    "signed_by": "",
    "signed_at": None,
    "disclosers": NOTHING,
    "recipients": NOTHING,
    "purposes": NOTHING,
    "information": NOTHING,
    "tells_how_to_revoke": False,
    "known_false": True,
    "revoked_at": AT,
    "ended_at": AT,
}


@given(st.sampled_from(WHOLE), st.dictionaries(st.sampled_from(sorted(BROKEN)), st.none(), max_size=4))
def test_any_broken_element_blocks_and_none_broken_allows(pair, broken):
    consent, asked = pair

    decision = decide(asked, [replace(consent, **{name: BROKEN[name] for name in broken})])

    assert decision.is_allowed == (not broken)

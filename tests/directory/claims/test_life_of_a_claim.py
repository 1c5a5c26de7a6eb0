"""From the first word of a program to its own page: called back, a code, evidence, and how it ends (S17)."""

from datetime import timedelta

import pytest

from accounts.people import make_organization, make_staff
from directory.claims_made import EVIDENCE, LISTED, TYPED, WORDS, Program
from factories import make_facility, make_operator, make_twin
from handrail.accounts.models import Membership
from handrail.directory.calls.queries import kept_since
from handrail.directory.claims.actions.claiming import call_back, enter_code, refuse, verify, withdraw
from handrail.directory.claims.queries import ClaimWords, keeping_claim, numbers_to_call_back, words_of
from handrail.directory.domain.claims import (
    CODE_LASTS,
    LIVE,
    MOST_OPEN_OF_ONE,
    MOST_WRONG,
    ClaimRefused,
    State,
)
from handrail.directory.domain.duplicates import MergeRefused
from handrail.directory.merging.actions import merge, undo
from handrail.directory.models import CheckedFact, Claim
from handrail.privacy.domain.actors import PRODUCT
from handrail.privacy.models import AuditEntry

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
MINUTE = timedelta(minutes=1)


@pytest.fixture
def program():
    return Program()


def told(claim):
    about = AuditEntry.objects.filter(about=f"claim:{claim.public_id}").order_by("pk")
    return list(about.values_list("what", "role"))


def test_program_keeps_its_page_after_call_code_and_evidence(program, at):
    claim = program.ask(at)
    code = program.call(claim, at + MINUTE)
    enter_code(claim=claim, code=code, by=program.intake, at=at + 2 * MINUTE)
    verify(claim=claim, evidence=EVIDENCE, by=program.operator, at=at + DAY)

    claim.refresh_from_db()
    assert (claim.state, claim.called_number, claim.evidence) == ("verified", LISTED, EVIDENCE)
    assert (claim.asked_by, claim.confirmed_by, claim.verified_by) == (program.lead, program.intake, program.operator)
    assert keeping_claim(facility=program.place) == claim
    assert kept_since(program.place) == at + DAY
    assert told(claim) == [
        ("claim.asked", "lead"),
        ("claim.called", "operator"),
        ("claim.confirmed", "intake"),
        ("claim.verified", "operator"),
    ]


@pytest.mark.parametrize("state", [state for state in State if state is not State.VERIFIED])
def test_page_is_nobodys_in_any_other_state(program, at, state):
    claim = program.claim(state, at)

    assert (claim.state, keeping_claim(facility=program.place), kept_since(program.place)) == (state, None, None)


@pytest.mark.parametrize("lacking", ["who", "evidence"])
def test_whoever_asks_says_who_they_are_and_what_shows_it(program, at, lacking):
    words = ClaimWords(**(vars(WORDS) | {lacking: "  "}))

    with pytest.raises(ClaimRefused):
        program.ask(at, words=words)

    assert Claim.objects.count() == 0


@pytest.mark.asvs("V8.2.1")
def test_stranger_counselor_and_operator_ask_for_nothing(program, at):
    hospital = make_organization(kind="hospital")
    strangers = [program.counselor, program.operator, make_staff(organization=hospital, word="far")]

    for by in strangers:
        with pytest.raises(ClaimRefused):
            program.ask(at, by=by)
    with pytest.raises(ClaimRefused):
        program.ask(at, organization=hospital, by=strangers[2])

    assert Claim.objects.count() == 0


def test_words_of_who_asks_are_sealed_and_each_look_is_written_down(program, at):
    claim = program.ask(at)

    shown = words_of(claim=claim, by=PRODUCT, at=at)

    stored = bytes(Claim.objects.get().words)
    assert shown == WORDS
    assert [word for word in (b"Rosa", b"4711", b"0199") if word in stored] == []
    assert AuditEntry.objects.filter(what="claim.viewed", subject_id=program.lead.subject.public_id).count() == 1


def test_organization_asks_once_for_a_place_and_again_after_it_ended(program, at):
    first = program.ask(at)
    with pytest.raises(ClaimRefused, match="already"):
        program.ask(at, by=program.intake)
    withdraw(claim=first, by=program.intake, at=at)

    again = program.ask(at)

    assert (again.pk == first.pk, Claim.objects.count()) == (False, 2)


@pytest.mark.asvs("V2.3.2")
def test_flood_of_claims_ends(program, at):
    for _ in range(MOST_OPEN_OF_ONE):
        program.ask(at, facility=make_facility())

    with pytest.raises(ClaimRefused, match="Enough"):
        program.ask(at)

    assert Claim.objects.count() == MOST_OPEN_OF_ONE


@pytest.mark.parametrize(
    ("number", "register"),
    [(TYPED, ""), (TYPED, "The state's list"), ("217-555-0111", ""), ("", ""), ("ask Rosa", "x")],
)
def test_number_that_is_not_listed_or_was_typed_is_never_called(program, at, number, register):
    claim = program.ask(at)

    with pytest.raises(ClaimRefused, match="never one that"):
        program.call(claim, at, number=number, register=register)

    claim.refresh_from_db()
    assert (claim.state, claim.code) == ("asked", None)


def test_number_of_a_register_may_be_called_with_its_source(program, at):
    claim = program.ask(at)

    program.call(claim, at, number="(217) 555-0111", register="The state's list of licenses")

    claim.refresh_from_db()
    assert (claim.called_number, claim.register) == ("217-555-0111", "The state's list of licenses")


def in_their_evidence(program, at):
    evidence = "License 4711, ring 217-555-0111"
    return program.ask(at, words=ClaimWords(who="Rosa Castillo, director", evidence=evidence))


def in_an_earlier_claim(program, at):
    withdraw(claim=in_their_evidence(program, at), by=program.lead, at=at)
    return program.ask(at)


def as_a_change_elsewhere(program, at):
    program.change(program.claim(State.VERIFIED, at), at, text="217-555-0111")
    return program.ask(at, facility=make_facility())


@pytest.mark.parametrize("wrote", [in_their_evidence, in_an_earlier_claim, as_a_change_elsewhere])
def test_number_that_stands_in_what_the_program_wrote_is_not_called_as_one_of_a_register(program, at, wrote):
    claim = wrote(program, at)

    with pytest.raises(ClaimRefused, match="never one that"):
        program.call(claim, at, number="217-555-0111", register="The state's list")

    claim.refresh_from_db()
    assert claim.state == "asked"


def test_where_the_words_are_gone_only_listed_numbers_are_called(program, at):
    claim = program.ask(at)
    Claim.objects.update(words=None)
    with pytest.raises(ClaimRefused, match="never one that"):
        program.call(claim, at, number="217-555-0111", register="The state's list")

    program.call(claim, at)

    claim.refresh_from_db()
    assert claim.called_number == LISTED


def test_number_that_a_program_said_of_itself_is_not_one_to_call_back(program, at):
    from handrail.directory.listing_changes.actions.clock import apply_due_changes

    program.told_change(program.claim(State.VERIFIED, at), at)
    apply_due_changes(at=at + 3 * DAY)
    rival = make_organization(name="Rival", kind="clinic")
    theirs = program.ask(at, organization=rival, by=make_staff(organization=rival, word="rival"))

    numbers = [number.shown for number in numbers_to_call_back(claim=theirs, at=at + 4 * DAY)]

    assert (numbers, CheckedFact.objects.count()) == ([LISTED], 1)


@pytest.mark.parametrize("wrong", ["", "12", "\N{FULLWIDTH DIGIT ZERO}" * 6, "000000x"])
def test_wrong_code_is_refused_and_counted(program, at, wrong):
    claim = program.ask(at)
    right = program.call(claim, at)
    typed = wrong if wrong != right else "x"

    with pytest.raises(ClaimRefused, match="did not work"):
        enter_code(claim=claim, code=typed, by=program.lead, at=at)

    claim.refresh_from_db()
    assert (claim.state, claim.wrong_codes) == ("called", 1)


def test_five_wrong_codes_lock_it_until_we_call_again(program, at):
    claim = program.ask(at)
    code = program.call(claim, at)
    for _ in range(MOST_WRONG + 3):
        with pytest.raises(ClaimRefused):
            enter_code(claim=claim, code=f"{(int(code) + 1) % 10**6:06}", by=program.lead, at=at)
    with pytest.raises(ClaimRefused):
        enter_code(claim=claim, code=code, by=program.lead, at=at)
    claim.refresh_from_db()
    wrong = claim.wrong_codes

    again = program.call(claim, at + MINUTE)

    confirmed = enter_code(claim=claim, code=f" {again[:3]} {again[3:]}", by=program.lead, at=at + MINUTE)
    assert (wrong, confirmed.state, confirmed.wrong_codes) == (MOST_WRONG, "confirmed", 0)


def test_code_runs_out_and_works_once_and_an_older_one_not_at_all(program, at):
    claim = program.ask(at)
    older = program.call(claim, at)
    code = program.call(claim, at + MINUTE)
    with pytest.raises(ClaimRefused):
        enter_code(claim=claim, code=code, by=program.lead, at=at + MINUTE + CODE_LASTS)
    if older != code:
        with pytest.raises(ClaimRefused):
            enter_code(claim=claim, code=older, by=program.lead, at=at + MINUTE)
    enter_code(claim=claim, code=code, by=program.lead, at=at + MINUTE)

    with pytest.raises(ClaimRefused, match="moved on"):
        enter_code(claim=claim, code=code, by=program.lead, at=at + MINUTE)

    claim.refresh_from_db()
    assert (claim.state, claim.code) == ("confirmed", None)


def test_membership_that_ended_gives_no_rights(program, at):
    claim = program.ask(at)
    code = program.call(claim, at)
    Membership.objects.filter(user=program.lead).update(ended_at=at)

    with pytest.raises(ClaimRefused):
        enter_code(claim=claim, code=code, by=program.lead, at=at)

    claim.refresh_from_db()
    assert (claim.state, claim.wrong_codes) == ("called", 0)


def test_operator_who_works_there_or_asked_neither_calls_nor_approves(program, at):
    inside = make_operator()
    Membership.objects.create(organization=program.organization, user=inside, role="nurse", began_at=at)
    claim = program.ask(at)
    with pytest.raises(ClaimRefused, match="You work for"):
        call_back(claim=claim, number=LISTED, by=inside, at=at)
    enter_code(claim=claim, code=program.call(claim, at), by=program.lead, at=at)

    with pytest.raises(ClaimRefused, match="You work for"):
        verify(claim=claim, evidence=EVIDENCE, by=inside, at=at)

    claim.refresh_from_db()
    assert claim.state == "confirmed"


def test_nobody_but_an_operator_calls_approves_or_refuses(program, at):
    claim = program.claim(State.CONFIRMED, at)
    acts = [
        lambda: verify(claim=claim, evidence=EVIDENCE, by=program.counselor, at=at),
        lambda: refuse(claim=claim, to=State.DECLINED, reason="No.", by=program.lead, at=at),
    ]

    for act in acts:
        with pytest.raises(ClaimRefused):
            act()

    claim.refresh_from_db()
    assert claim.state == "confirmed"


def test_second_organization_gets_no_page_that_is_kept(program, at):
    first = program.claim(State.VERIFIED, at)
    rival = make_organization(name="Rival", kind="clinic")
    boss = make_staff(organization=rival, word="rival")
    theirs = program.ask(at, organization=rival, by=boss)
    enter_code(claim=theirs, code=program.call(theirs, at), by=boss, at=at)
    with pytest.raises(ClaimRefused, match="Another organization"):
        verify(claim=theirs, evidence=EVIDENCE, by=program.operator, at=at)
    refuse(claim=first, to=State.REVOKED, reason="They sold it.", by=program.operator, at=at)

    verify(claim=theirs, evidence=EVIDENCE, by=program.operator, at=at)

    assert keeping_claim(facility=program.place) == theirs


def test_contested_claim_is_upheld_with_evidence_and_keeps_its_date(program, at):
    claim = program.claim(State.CONTESTED, at)

    upheld = verify(claim=claim, evidence="Spoke with both.", by=make_operator(), at=at + DAY)

    assert (upheld.state, upheld.verified_at, upheld.evidence) == ("verified", at, "Spoke with both.")
    assert upheld.contested_at is None


def test_organization_that_ended_keeps_nothing(program, at):
    program.claim(State.VERIFIED, at)

    program.organization.ended_at = at
    program.organization.save()

    assert keeping_claim(facility=program.place) is None


def test_merging_carries_the_claim_and_undoing_gives_it_back(program, at):
    claim = program.claim(State.VERIFIED, at)
    kept = make_twin(program.place)

    done = merge(kept=kept, merged=program.place, by=program.operator, at=at)
    merged_now = keeping_claim(facility=kept)
    undo(merge=done, by=program.operator, at=at)

    program.place.refresh_from_db()
    assert merged_now == claim
    assert (keeping_claim(facility=kept), keeping_claim(facility=program.place)) == (None, claim)


def test_two_pages_of_two_organizations_are_not_merged(program, at):
    program.claim(State.VERIFIED, at)
    twin = make_twin(program.place)
    rival = make_organization(name="Rival", kind="clinic")
    boss = make_staff(organization=rival, word="rival")
    theirs = program.ask(at, facility=twin, organization=rival, by=boss)
    enter_code(claim=theirs, code=program.call(theirs, at), by=boss, at=at)
    verify(claim=theirs, evidence=EVIDENCE, by=program.operator, at=at)

    with pytest.raises(MergeRefused, match="Two organizations"):
        merge(kept=twin, merged=program.place, by=program.operator, at=at)

    program.place.refresh_from_db()
    assert program.place.merged_into is None


def test_claim_for_a_row_that_was_merged_is_one_for_the_row_that_was_kept(program, at):
    kept = make_twin(program.place)
    merge(kept=kept, merged=program.place, by=program.operator, at=at)
    program.place.refresh_from_db()

    claim = program.ask(at)

    assert claim.facility == kept


@pytest.mark.parametrize("state", State)
def test_program_takes_back_whatever_is_live(program, at, state):
    claim = program.claim(state, at)

    if state in LIVE:
        withdraw(claim=claim, by=program.lead, at=at)
    else:
        with pytest.raises(ClaimRefused):
            withdraw(claim=claim, by=program.lead, at=at)

    claim.refresh_from_db()
    assert (claim.state, claim.code) == ("withdrawn" if state in LIVE else state, None)

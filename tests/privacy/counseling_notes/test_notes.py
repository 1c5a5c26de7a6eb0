"""Counseling notes: for their author alone, under a key of their own, never overwritten (42 CFR 2.11; S27)."""

import base64
import json
from dataclasses import replace
from datetime import timedelta
from io import StringIO

import pytest
from django.contrib import admin
from django.core.management import call_command
from django.db import IntegrityError, transaction

from handrail.privacy.actions import open_subject
from handrail.privacy.audit.verifying import faults
from handrail.privacy.counseling_notes.actions import correct_note, write_note
from handrail.privacy.counseling_notes.queries import open_note, own_notes
from handrail.privacy.data_keys import KeyDestroyed, every_key_of, keys_for
from handrail.privacy.domain.actors import PRODUCT, Actor, ActorKind
from handrail.privacy.domain.consents import Information
from handrail.privacy.domain.counseling_notes import LONGEST, LONGEST_REASON, NotesRefused
from handrail.privacy.domain.emergencies import Emergency, EmergencyRefused
from handrail.privacy.emergencies.actions import open_in_emergency
from handrail.privacy.emergencies.queries import may_see
from handrail.privacy.erasing.actions import ErasureRefused, destroy_program_records, erase_own
from handrail.privacy.erasing.contract import export_for
from handrail.privacy.holds.actions import place_hold
from handrail.privacy.master_keys import Purpose, add_key, current_key
from handrail.privacy.models import AuditEntry, CounselingNote, SubjectKey
from handrail.privacy.sealed_values import OnlyTheAuthor, opened
from privacy.keys_of_a_test import ON, without_older_keys

pytestmark = pytest.mark.django_db

MAYA = Actor(ActorKind.STAFF, "maya", "clinic", "counselor")
WORDS = "She spoke of her brother for the first time."
STRANGERS = {
    "another counselor of the same clinic": replace(MAYA, public_id="sam"),
    "a clinician of the same clinic": replace(MAYA, public_id="sam", role="clinician"),
    "the lead": replace(MAYA, public_id="lea", role="lead"),
    "the privacy officer": replace(MAYA, public_id="kim", role="privacy_officer"),
    "the author for another clinic": replace(MAYA, organization_id="other"),
    "the author in another role": replace(MAYA, role="peer"),
    "the author with an account of her own": Actor(ActorKind.PERSON, "maya"),
    "an operator who is a superuser": Actor(ActorKind.STAFF, "root", "operator", "desk"),
    "the person": Actor(ActorKind.PERSON, "rosa"),
    "the product": PRODUCT,
}


@pytest.fixture
def rosa(at):
    return open_subject(by=MAYA, at=at)


@pytest.fixture
def note(rosa, at):
    return write_note(subject=rosa, words=WORDS, by=MAYA, at=at)


def acts():
    return list(AuditEntry.objects.order_by("pk").values_list("what", "by_id", "purpose", "rule"))


def test_author_reads_what_she_wrote_and_the_record_says_that_she_read(note, at):
    read = open_note(public_id=note.public_id, by=MAYA, at=at)

    entry = AuditEntry.objects.get(what="note.read")
    assert (read.words, read.reason, read.line.written_at) == (WORDS, "", at)
    assert (entry.by_id, entry.purpose, entry.about) == ("maya", "own_note", f"note:{note.public_id}")


def test_list_of_own_notes_opens_nothing(rosa, note, at):
    later = write_note(subject=rosa, words="Another day.", by=MAYA, at=at + timedelta(days=1))

    lines = own_notes(subject=rosa, by=MAYA)

    assert [line.public_id for line in lines] == [later.public_id, note.public_id]
    assert [what for what, *_ in acts()] == ["subject.opened", "note.written", "note.written"]


@pytest.mark.parametrize("count", [1, 3])
def test_list_takes_one_query_however_many_there_are(rosa, at, count, django_assert_num_queries):
    for _ in range(count):
        write_note(subject=rosa, words=WORDS, by=MAYA, at=at)

    with django_assert_num_queries(1):
        lines = own_notes(subject=rosa, by=MAYA)

    assert len(lines) == count


@pytest.mark.asvs("V8.2.2", "V8.2.3", "V16.3.2")
@pytest.mark.parametrize("who", STRANGERS)
def test_nobody_else_reads_a_note_and_the_record_says_who_tried(note, at, who):
    stranger = STRANGERS[who]

    with pytest.raises(NotesRefused) as refused:
        open_note(public_id=note.public_id, by=stranger, at=at)

    assert str(refused.value) == "You have no such note."
    assert acts()[-1] == ("note.refused", stranger.public_id, "", "author_only")


@pytest.mark.parametrize("who", STRANGERS)
def test_nobody_else_corrects_a_note(note, at, who):
    with pytest.raises(NotesRefused):
        correct_note(public_id=note.public_id, words="changed", reason="none", by=STRANGERS[who], at=at)

    assert CounselingNote.objects.count() == 1


def test_note_that_is_not_there_is_refused_in_the_same_words(note, at):
    with pytest.raises(NotesRefused, match=r"^You have no such note\.$"):
        open_note(public_id="nothing", by=MAYA, at=at)


def test_others_of_the_clinic_see_no_line_of_it(rosa, note):
    assert own_notes(subject=rosa, by=STRANGERS["a clinician of the same clinic"]) == []


@pytest.mark.parametrize("role", ["nurse", "peer", "intake", "lead", "referrer", "desk", ""])
def test_only_counselors_and_clinicians_keep_notes(rosa, at, role):
    with pytest.raises(NotesRefused, match="Only a counselor or clinician"):
        write_note(subject=rosa, words=WORDS, by=replace(MAYA, role=role), at=at)

    assert CounselingNote.objects.count() == 0


@pytest.mark.parametrize("words", ["", "  \n", "a" * (LONGEST + 1)])
def test_note_without_words_or_without_end_is_refused(rosa, at, words):
    with pytest.raises(NotesRefused):
        write_note(subject=rosa, words=words, by=MAYA, at=at)

    assert (CounselingNote.objects.count(), SubjectKey.objects.filter(purpose="notes").count()) == (0, 0)


def test_correction_stands_beside_what_it_corrects_with_its_reason(rosa, note, at):
    newer = correct_note(public_id=note.public_id, words="Of her sister.", reason="I misheard.", by=MAYA, at=at)

    lines = {line.public_id: line for line in own_notes(subject=rosa, by=MAYA)}
    read = open_note(public_id=newer.public_id, by=MAYA, at=at)
    assert (read.words, read.reason, read.line.replaces) == ("Of her sister.", "I misheard.", note.public_id)
    assert open_note(public_id=note.public_id, by=MAYA, at=at).words == WORDS
    assert (lines[note.public_id].is_replaced, lines[newer.public_id].is_replaced) == (True, False)


@pytest.mark.parametrize("reason", ["", " ", "a" * (LONGEST_REASON + 1)])
def test_correction_without_a_reason_is_refused(note, at, reason):
    with pytest.raises(NotesRefused, match="why you correct"):
        correct_note(public_id=note.public_id, words="other", reason=reason, by=MAYA, at=at)

    assert CounselingNote.objects.count() == 1


def test_note_is_corrected_once_and_then_the_newer_one_is(note, at):
    correct_note(public_id=note.public_id, words="other", reason="I misheard.", by=MAYA, at=at)

    with pytest.raises(NotesRefused, match="Correct the newer one"):
        correct_note(public_id=note.public_id, words="third", reason="Again.", by=MAYA, at=at)

    assert CounselingNote.objects.count() == 2


def test_database_takes_no_correction_without_a_reason_and_no_note_without_an_author(rosa, note):
    facts = {"subject": rosa, "organization_id": "clinic", "words": b"x", "written_at": note.written_at}

    for wrong in ({"author_id": "maya", "replaces": note}, {"author_id": ""}, {"author_id": "maya", "reason": b"x"}):
        with pytest.raises(IntegrityError), transaction.atomic():
            CounselingNote.objects.create(**facts, **wrong)


@pytest.mark.asvs("V11.1.2")
def test_each_author_has_a_key_of_her_own_and_the_record_another(rosa, note, at):
    sam = STRANGERS["another counselor of the same clinic"]
    write_note(subject=rosa, words="Sam's own.", by=sam, at=at)

    keys = SubjectKey.objects.filter(subject=rosa, purpose="notes")

    assert set(keys.values_list("author", "is_current")) == {("maya", True), ("sam", True)}
    assert len(keys_for({rosa.pk}).rows) == 0
    assert len(keys_for({rosa.pk}, author="maya").rows) == 1


@pytest.mark.asvs("V8.2.3")
@pytest.mark.parametrize("author", ["", "sam"])
def test_code_that_forgets_to_ask_whose_note_it_is_opens_nothing(note, author):
    with pytest.raises(OnlyTheAuthor):
        opened(note, "words", author=author)

    with pytest.raises(KeyDestroyed):
        opened(note, "words", keys=keys_for({note.subject_id}, author=author), author="maya")


def test_key_of_another_author_put_into_the_row_opens_nothing(rosa, note, at):
    """Whoever can write to the database still cannot make the key another's."""
    SubjectKey.objects.filter(author="maya").update(author="sam")
    CounselingNote.objects.update(author_id="sam")

    with pytest.raises(Exception, match="damaged or moved"):
        open_note(public_id=note.public_id, by=STRANGERS["another counselor of the same clinic"], at=at)


def test_database_takes_no_key_of_notes_without_an_author(rosa, note):
    for change in ({"purpose": "notes", "author": ""}, {"purpose": "subjects", "author": "maya"}):
        with pytest.raises(IntegrityError), transaction.atomic():
            SubjectKey.objects.filter(author="maya").update(**change)


def test_emergency_opens_no_note(rosa, note, at):
    doctor = Actor(ActorKind.STAFF, "doctor", "clinic", "clinician")
    emergency = Emergency("Dr. Chen", "County Hospital", "Dr. Chen", "found unresponsive at home", at)

    notes = frozenset({Information.COUNSELING_NOTES})

    with pytest.raises(EmergencyRefused, match="counseling notes"):
        open_in_emergency(subject=rosa, emergency=emergency, information=notes, by=doctor)
    open_in_emergency(subject=rosa, emergency=emergency, information=frozenset({Information.MEDICINES}), by=doctor)

    assert may_see(subject=rosa, information=Information.COUNSELING_NOTES, by=doctor, at=at) is False
    with pytest.raises(NotesRefused):
        open_note(public_id=note.public_id, by=doctor, at=at)


def spellings(words):
    plain = words.encode()
    return {words, base64.b64encode(plain).decode().rstrip("=")[:-1], plain.hex()}


def test_export_holds_no_word_of_a_note(rosa, note):
    exported = json.dumps(export_for(rosa))

    assert [word for word in spellings(WORDS) if word in exported] == []
    assert "counseling" not in exported


def test_dumpdata_holds_no_word_of_a_note(note, at):
    correct_note(public_id=note.public_id, words=WORDS, reason="I misheard.", by=MAYA, at=at)
    out = StringIO()

    call_command("dumpdata", "privacy", stdout=out)

    assert note.public_id in out.getvalue()
    assert [word for word in spellings(WORDS) | spellings("I misheard.") if word in out.getvalue()] == []


def test_admin_has_no_page_of_notes():
    assert [model for model in admin.site._registry if model is CounselingNote] == []


def test_record_of_acts_holds_nothing_of_a_note(note, at):
    correct_note(public_id=note.public_id, words="Of her sister.", reason="I misheard.", by=MAYA, at=at)

    assert list(AuditEntry.objects.filter(what__startswith="note.").values_list("details", flat=True)) == [None, None]
    assert str(note) == note.public_id


def test_notes_stay_when_the_person_erases_what_is_their_own(rosa, note, at):
    """They are the program's, like the rest of its record (S33)."""
    erase_own(subject=rosa, by=PRODUCT, at=at)

    assert open_note(public_id=note.public_id, by=MAYA, at=at).words == WORDS


def test_erasing_the_programs_record_destroys_the_keys_and_nothing_opens_a_note(rosa, note, at):
    write_note(subject=rosa, words="Sam's own.", by=STRANGERS["another counselor of the same clinic"], at=at)
    destroy_program_records(subject=rosa, by=PRODUCT, at=at)

    with pytest.raises(KeyDestroyed):
        open_note(public_id=note.public_id, by=MAYA, at=at)

    assert every_key_of(rosa.pk).rows == {}
    assert list(faults(at=at, anchor_file=None)) == []


def test_hold_keeps_the_keys_of_notes(rosa, note, at):
    place_hold(subject=rosa, reason="An order.", by=MAYA, at=at)

    with pytest.raises(ErasureRefused):
        destroy_program_records(subject=rosa, by=PRODUCT, at=at)

    assert open_note(public_id=note.public_id, by=MAYA, at=at).words == WORDS


def test_notes_move_to_new_keys_with_everything_else(key_file, rosa, note, at):
    sams = write_note(subject=rosa, words="Sam's own.", by=STRANGERS["another counselor of the same clinic"], at=at)
    before = set(every_key_of(rosa.pk).rows)
    add_key(key_file, Purpose.NOTES, on=ON)

    call_command("rotate_keys", "--data-keys", stdout=StringIO())
    without_older_keys(key_file)

    keys = SubjectKey.objects.filter(purpose="notes", is_current=True)
    assert set(keys.values_list("author", "master_id")) == {
        (author, current_key(Purpose.NOTES).key_id) for author in ("maya", "sam")
    }
    assert before.isdisjoint((row.subject_id, bytes(row.key_id)) for row in keys)
    assert open_note(public_id=note.public_id, by=MAYA, at=at).words == WORDS
    assert open_note(public_id=sams.public_id, by=replace(MAYA, public_id="sam"), at=at).words == "Sam's own."


def test_rotation_passes_over_what_was_destroyed(rosa, note, at):
    destroy_program_records(subject=rosa, by=PRODUCT, at=at)

    call_command("rotate_keys", "--data-keys", stdout=StringIO())

    assert SubjectKey.objects.filter(subject=rosa, purpose="notes").count() == 0


def test_where_the_record_cannot_be_written_no_note_opens(note, at, monkeypatch):
    def fails(*args, **options):
        raise IntegrityError("the disk is full")

    monkeypatch.setattr("handrail.privacy.counseling_notes.queries.record_view", fails)

    with pytest.raises(IntegrityError):
        open_note(public_id=note.public_id, by=MAYA, at=at)


def test_author_roles_are_roles_of_organizations():
    from handrail.accounts.domain.roles import Role
    from handrail.privacy.domain.counseling_notes import AUTHOR_ROLES

    assert set(Role) >= AUTHOR_ROLES


def test_no_other_code_speaks_of_notes(checkout):
    """Search, print, export, API and FHIR cannot hold what they never name."""
    source = checkout / "src" / "handrail"
    naming = {
        file.relative_to(source).as_posix() for file in source.rglob("*.py") if "CounselingNote" in file.read_text()
    }

    assert naming == {
        "pages/my_data/kept_words.py",  # how their class is told to a person, and nothing of any note
        "privacy/counseling_notes/actions.py",
        "privacy/counseling_notes/queries.py",
        "privacy/migrations/0004_counseling_notes.py",
        "privacy/models/__init__.py",
        "privacy/models/counseling_notes.py",
    }

"""What counseling notes are, who may write them, and what does not belong in them (42 CFR 2.11, S27).

The words are shown wherever a note is written. They are told in our own words from 42 CFR 2.11.
"""

from handrail.privacy.domain.actors import Actor, ActorKind
from handrail.web.translation import mark

AUTHOR_ROLES = frozenset({"counselor", "clinician"})  # 2.11: a provider who is a SUD or mental health professional
LONGEST = 20_000  # characters, ten pages: product choice
LONGEST_REASON = 300

WHAT_THEY_ARE = (
    mark("Notes of what was said in a private, group or family session, and what you make of it."),
    mark("They are kept apart from the record. You alone can read them: no colleague, no lead and no operator."),
    mark("They are never printed, searched, exported or opened in an emergency."),
    mark("To hand them over takes a consent for counseling notes alone (42 CFR 2.31(b))."),
)
WHAT_BELONGS_IN_THE_RECORD = (
    mark("Medicines: what is prescribed and how it is watched"),
    mark("When a session began and ended"),
    mark("Which kinds of treatment there are, and how often"),
    mark("Results of tests"),
    mark("A summary of diagnosis, daily functioning, treatment plan, symptoms, prognosis or progress"),
)
"""What 2.11 leaves out of counseling notes: written here it would be missing where others need it."""


class NotesRefused(Exception):
    """The message may be shown to the person who asked. It never tells whether there is a note of another."""


def check_author(actor: Actor) -> None:
    if actor.kind is not ActorKind.STAFF or actor.role not in AUTHOR_ROLES:
        raise NotesRefused(mark("Only a counselor or clinician keeps counseling notes."))


def check_words(words: str) -> None:
    if not words.strip():
        raise NotesRefused(mark("Write the note first."))
    if len(words) > LONGEST:
        raise NotesRefused(mark("This is too long for one note. Write a second one."))


def check_reason(reason: str) -> None:
    if not reason.strip() or len(reason) > LONGEST_REASON:
        raise NotesRefused(mark("Say in a sentence or two why you correct the note."))

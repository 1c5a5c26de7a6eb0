"""The call form: what a caller chose, kept as typed when it cannot be saved."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from handrail.directory.domain.observations import Call, CallRefused, Cover, Medicine, NewPatients, RightNumber
from handrail.web.translation import mark

LONGEST_NOTE = 300
UNREADABLE = mark("That answer is not one of the form's.")
NO_ANSWER, OUT_OF_SERVICE = "no_answer", "out_of_service"


@dataclass(frozen=True)
class CallForm:
    """One tap for a call that reached nobody; else the answers, by the names of the form."""

    number: str = ""
    outcome: str = ""
    right_number: str = ""
    new_patients: str = "unknown"
    days: str = ""
    medicines: Mapping[str, str] = field(default_factory=dict)
    covers: Mapping[str, str] = field(default_factory=dict)
    note: str = ""

    @classmethod
    def from_post(cls, posted: Mapping[str, str]) -> "CallForm":
        return cls(
            number=posted.get("number", ""),
            outcome=posted.get("outcome", ""),
            right_number=posted.get("right_number", ""),
            new_patients=posted.get("new_patients", "unknown"),
            days=posted.get("days", ""),
            medicines=said(posted, "medicine", Medicine),
            covers=said(posted, "cover", Cover),
            note=posted.get("note", ""),
        )

    def call(self, *, at: datetime) -> Call:
        if self.outcome == NO_ANSWER:
            return Call(at=at, answered=False)
        if self.outcome == OUT_OF_SERVICE:
            return Call(at=at, answered=False, right_number=RightNumber.NO)
        if not self.right_number:
            raise CallRefused(mark("Say whether it was the right number."), "right_number")
        try:
            return Call(
                at=at,
                answered=True,
                right_number=RightNumber(self.right_number),
                new_patients=NewPatients(self.new_patients),
                days_to_first_dose=int(self.days) if self.days else None,
                medicines=self.medicines,
                covers=self.covers,
            )
        except ValueError as error:
            raise CallRefused(UNREADABLE) from error

    def short_note(self) -> str:
        note = " ".join(self.note.split())
        if len(note) > LONGEST_NOTE:
            raise CallRefused(mark("The note is too long: 300 letters at most."), "note")
        return note


def said(posted: Mapping[str, str], what: str, known: type) -> dict[str, str]:
    """What was not asked is not kept."""
    answers = {name.value: posted.get(f"{what}_{name.value}", "") for name in known}
    return {name: answer for name, answer in answers.items() if answer}

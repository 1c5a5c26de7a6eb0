"""What a person may report and what a checker may check, in the words they see."""

from handrail.directory.domain.corrections import Field, Kind, State
from handrail.web.translation import mark

Choices = tuple[tuple[str, str], ...]

KINDS: Choices = (
    (Kind.WRONG_NUMBER, mark("The phone number is wrong")),
    (Kind.MOVED, mark("They moved")),
    (Kind.CLOSED, mark("They closed")),
    (Kind.COVER, mark("They do not take the insurance listed")),
    (Kind.MEDICINE, mark("The medicine listed is wrong")),
    (Kind.SAFETY, mark("They pay for patients, or someone is unsafe there")),
    (Kind.OTHER, mark("Something else")),
)
SHORT_KINDS: dict[str, str] = {
    Kind.WRONG_NUMBER: mark("Wrong number"),
    Kind.MOVED: mark("Moved"),
    Kind.CLOSED: mark("Closed"),
    Kind.COVER: mark("Insurance"),
    Kind.MEDICINE: mark("Medicine"),
    Kind.SAFETY: mark("Safety"),
    Kind.OTHER: mark("Other"),
}
STATES: dict[str, str] = {
    State.NEW: mark("New"),
    State.TAKEN: mark("Taken"),
    State.WAITING_FOR_SECOND: mark("Waits for a second person"),
    State.CONFIRMED: mark("Confirmed"),
    State.DECLINED: mark("Declined"),
}
DONE: dict[str, str] = {
    State.NEW: mark("Saved: the report is free for others."),
    State.TAKEN: mark("Saved: it is yours now."),
    State.WAITING_FOR_SECOND: mark("Saved: now it waits for a second person."),
    State.CONFIRMED: mark("Saved: it is confirmed."),
    State.DECLINED: mark("Saved: it is declined."),
}
FIELDS: Choices = (
    ("", mark("Nothing to change on the page")),
    (Field.PHONE, mark("Phone")),
    (Field.INTAKE, mark("Phone to start treatment")),
    (Field.WEBSITE, mark("Website")),
    (Field.ADDRESS, mark("Address")),
    (Field.HOURS, mark("Opening hours")),
    (Field.CLOSED, mark("Closed: yes or no")),
    ("takes_cover_medicaid", mark("Takes Medicaid")),
    ("takes_cover_medicare", mark("Takes Medicare")),
    ("takes_cover_private", mark("Takes private insurance")),
    ("takes_cover_military", mark("Takes military insurance")),
    ("takes_cover_va", mark("Takes VA")),
    ("takes_cover_tribal", mark("Takes Tribal or Indian Health Service")),
    ("takes_cover_none", mark("Cares for people without insurance")),
    ("gives_methadone", mark("Gives methadone")),
    ("gives_buprenorphine", mark("Gives buprenorphine")),
    ("gives_naltrexone", mark("Gives naltrexone")),
)
EVENTS: dict[str, str] = {
    "correction.new.taken": mark("took it"),
    "correction.taken.new": mark("gave it back"),
    "correction.taken.declined": mark("declined it"),
    "correction.taken.confirmed": mark("confirmed it"),
    "correction.taken.waiting_for_second": mark("checked it as the first person"),
    "correction.waiting_for_second.confirmed": mark("confirmed it as the second person"),
    "correction.waiting_for_second.taken": mark("sent it back to be checked again"),
    "correction.waiting_for_second.declined": mark("declined it as the second person"),
}

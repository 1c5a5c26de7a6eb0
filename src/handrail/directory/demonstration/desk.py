"""Something to try at each page of the desk: calls, taps, reports and open places that nobody really told.

All of it is written by the actions of the desk, in the name of a colleague who exists for this alone.
"""

from datetime import datetime, timedelta

from handrail.accounts.models import User
from handrail.directory.calls.actions import count_tap, save_call, take_place
from handrail.directory.corrections.actions import Decision, Report, move, open_correction
from handrail.directory.domain.corrections import Field, Kind, State
from handrail.directory.domain.observations import Call, NewPatients, RightNumber
from handrail.directory.domain.open_places import Group, Level, Numbers, Sex
from handrail.directory.domain.visitor_answers import WRONG_NUMBERS_TO_CALL, Answer
from handrail.directory.models import CallOutcome, Correction, Facility, OpenPlacesEvent
from handrail.directory.open_places.actions import say

TOWN = "Boston"
CLINIC, GROUPS, WITHDRAWAL = (
    "Methadone and Buprenorphine Clinic",
    "Day and Evening Groups",
    "Residential Withdrawal Care",
)
RESIDENCE, HOSPITAL, HOME = "Thirty Day Program", "Withdrawal Care Unit", "Recovery Home"
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
NOTE = "Demonstration: nobody really called."
WORDS = "Demonstration: nobody really sent this. {}"
CHECKED_ADDRESS = "1 Demonstration Street, Boston, MA 02118"

HEARD = {
    CLINIC: {
        "answered": True,
        "right_number": RightNumber.YES,
        "new_patients": NewPatients.YES,
        "days_to_first_dose": 1,
        "medicines": {"methadone": "confirmed", "buprenorphine": "confirmed"},
        "covers": {"medicaid": "confirmed"},
    },
    GROUPS: {"answered": True, "right_number": RightNumber.YES, "new_patients": NewPatients.WAITING_LIST},
    RESIDENCE: {"answered": False},
}
# The last is older than what is believed, so that "unknown again" can be seen too.
OPEN = (
    (WITHDRAWAL, {Group(Level.WITHDRAWAL): Numbers(2, 10)}, HOUR),
    (CLINIC, {Group(Level.OUTPATIENT_MEDICINE): Numbers(3)}, 2 * HOUR),
    (RESIDENCE, {Group(Level.RESIDENTIAL): Numbers(0, 24)}, 3 * HOUR),
    (HOME, {Group(Level.RECOVERY_HOME, Sex.MEN): Numbers(1, 8), Group(Level.RECOVERY_HOME, Sex.WOMEN): Numbers(0, 8)},
     5 * HOUR),
    (HOSPITAL, {Group(Level.WITHDRAWAL): Numbers(1, 6)}, 30 * HOUR),
)  # fmt: skip


def bring_desk_to_life(*, by: User, at: datetime) -> None:
    """Calls and reports once: afterwards they are what whoever tries the desk made of them. What is open fades within
    a day, so it is said anew each time."""
    if not CallOutcome.objects.exists():
        make_calls(by=by, at=at - 2 * DAY)
    if not Correction.objects.exists():
        make_reports(by=by, at=at)
    say_what_is_open(by=by, at=at)


def place(program: str) -> Facility:
    found = Facility.objects.demonstration().filter(city=TOWN, program=program).order_by("pk").first()
    if found is None:
        raise LookupError(f"The demonstration has no {program} in {TOWN}.")
    return found


def make_calls(*, by: User, at: datetime) -> None:
    for program, heard in HEARD.items():
        call_place(place(program), Call(at=at, **heard), by=by, at=at)


def call_place(facility: Facility, call: Call, *, by: User, at: datetime) -> None:
    take_place(facility=facility, by=by, at=at)
    save_call(facility=facility, call=call, note=NOTE, by=by, at=at)


def make_reports(*, by: User, at: datetime) -> None:
    """One new, one overdue, and one that a colleague checked: it waits for whoever tries the desk."""
    withdrawal, hospital = place(WITHDRAWAL), place(HOSPITAL)
    report(withdrawal, Kind.WRONG_NUMBER, "Another company answers.", at=at - DAY)
    for _ in range(WRONG_NUMBERS_TO_CALL):
        count_tap(facility=withdrawal, answer=Answer.WRONG_NUMBER, at=at)
    report(hospital, Kind.SAFETY, "They offered me money to come.", at=at - 3 * DAY)
    wait_for_a_second(report(place(HOME), Kind.MOVED, "They moved in spring.", at=at - 4 * DAY), by=by, at=at)


def report(facility: Facility, kind: Kind, words: str, *, at: datetime) -> Correction:
    return open_correction(facility=facility, report=Report(kind=kind, words=WORDS.format(words)), at=at)


def wait_for_a_second(correction: Correction, *, by: User, at: datetime) -> None:
    taken = move(correction=correction, to=State.TAKEN, decision=Decision(seen=1), by=by, at=at - 3 * DAY)
    call_place(taken.facility, Call(at=at - 2 * DAY, answered=False), by=by, at=at - 2 * DAY)
    checked = Decision(seen=taken.version, field=Field.ADDRESS, value=CHECKED_ADDRESS)
    move(correction=taken, to=State.WAITING_FOR_SECOND, decision=checked, by=by, at=at - 2 * DAY)


def say_what_is_open(*, by: User, at: datetime) -> None:
    """Never over what somebody else has said since."""
    for program, numbers, age in OPEN:
        facility = place(program)
        if not OpenPlacesEvent.objects.filter(facility=facility).exclude(by=by).exists():
            say(facility=facility, numbers=numbers, by=by, at=at - age)

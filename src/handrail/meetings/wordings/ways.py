"""The ways that are compared, and the questions, as people read them."""

from handrail.meetings.domain.ways import Kind, Question, Training, Way, fellowship_of
from handrail.meetings.wordings.fellowships import fellowship_name, fellowship_short
from handrail.web.translation import mark, translate

KINDS: dict[Kind, str] = {
    Kind.TWELVE_STEP: mark("12-step"),
    Kind.OTHER: mark("Not 12-step"),
    Kind.FAMILIES: mark("For families and friends"),
}
QUESTIONS: dict[Question, str] = {
    Question.FIRST: mark("A first meeting"),
    Question.WHO: mark("Who may come"),
    Question.MEDICINE: mark("Your medicine"),
    Question.BELIEFS: mark("Beliefs"),
    Question.COST: mark("Cost"),
    Question.EVIDENCE: mark("What research says"),
}
CRAFT = mark("SMART Family & Friends (CRAFT)")


def way_name(way: Way, language: str) -> str:
    return translate(CRAFT, language) if way is Training.CRAFT else fellowship_name(fellowship_of(way), language)


def way_short(way: Way, language: str) -> str:
    return translate(CRAFT, language) if way is Training.CRAFT else fellowship_short(fellowship_of(way), language)

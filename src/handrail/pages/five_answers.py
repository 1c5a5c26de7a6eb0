"""The answers to the five questions, as chosen: read, carried sealed from page to page, turned into a search."""

from dataclasses import asdict, dataclass, field, replace
from datetime import datetime

from django.http import QueryDict

from handrail.kernel.sealed_tokens import seal, unseal
from handrail.pages.forms import LIFETIME, LONGEST_TEXT, NEEDS_A_PLACE, REFUSALS, Search
from handrail.pages.plain_questions import BEFOREHAND, LOOKING_FOR, MANY_ANSWERS, ONE_ANSWER, words_of
from handrail.pathways.domain.five_questions import Wanted, wanted
from handrail.web.translation import translate

PURPOSE = "five questions"
MOST_ANSWERS = 20


@dataclass(frozen=True)
class Because:
    """One line of the summary: what we look for, and the answer it comes from. English; the page translates."""

    looking_for: str
    said: str


@dataclass(frozen=True)
class Answers:
    """What was chosen for each question, and the place as typed. Errors are by question."""

    chosen: dict[str, tuple[str, ...]] = field(default_factory=dict)
    place: str = ""
    errors: dict[str, str] = field(default_factory=dict, compare=False)

    @classmethod
    def from_post(cls, post: QueryDict) -> "Answers":
        one = {name: (post.get(name, BEFOREHAND[name])[:LONGEST_TEXT],) for name in ONE_ANSWER}
        many = {
            name: tuple(dict.fromkeys(value[:LONGEST_TEXT] for value in post.getlist(name)[: MOST_ANSWERS + 1]))
            for name in MANY_ANSWERS
        }
        return cls(one | many, post.get("place", "").strip()[:LONGEST_TEXT])

    @classmethod
    def from_token(cls, token: str, *, at: datetime) -> "Answers":
        """Raises TokenRefused for a token that is damaged, foreign or older than two hours."""
        value = unseal(token, purpose=PURPOSE, at=at, lifetime=LIFETIME)
        return cls({name: tuple(values) for name, values in value["chosen"].items()}, value["place"])

    def token(self, *, at: datetime) -> str:
        value = asdict(self)
        return seal({"chosen": value["chosen"], "place": value["place"]}, purpose=PURPOSE, at=at)

    def at_place(self, place: str) -> "Answers":
        return replace(self, place=place.strip()[:LONGEST_TEXT])

    def of(self, question: str) -> tuple[str, ...]:
        one = (BEFOREHAND[question],) if question in BEFOREHAND else ()
        return self.chosen.get(question, one)

    def error(self, question: str) -> str:
        return self.errors.get(question, "")

    def with_errors(self, errors: dict[str, str]) -> "Answers":
        return replace(self, errors=errors)

    def refusals(self, language: str) -> dict[str, str]:
        """By question: words that we do not know, and a place that is missing."""
        message = REFUSALS["unknown_word"]
        unknown = translate(message, language)
        known = {name: {value for value, _ in choices} for name, choices in (ONE_ANSWER | MANY_ANSWERS).items()}
        found = {name: unknown for name, values in known.items() if not set(self.of(name)) <= values}
        return found if self.place else {**found, "place": translate(NEEDS_A_PLACE, language)}

    @property
    def keys(self) -> list[str]:
        """`question:answer`, in the order of the questions."""
        return [f"{name}:{value}" for name in (*ONE_ANSWER, *MANY_ANSWERS) for value in self.of(name)]

    @property
    def wanted(self) -> Wanted:
        return wanted(self.keys)

    @property
    def because(self) -> list[Because]:
        """Nothing is promised of withdrawal where that would be unsafe, nor of medicine where it is not for opioids."""
        found = self.wanted
        left_out = set() if "medicine_eases_withdrawal" in found.first else {"barrier:withdrawal"}
        left_out |= set() if found.about == "opioid" else {"now:hospital", "now:detox"}
        shown = [key for key in self.keys if key in LOOKING_FOR and key not in left_out]
        return [Because(LOOKING_FOR[key], words_of(key)) for key in shown]

    def search(self) -> Search:
        """The same search as the form makes: the person may change anything in it."""
        found = self.wanted
        return Search(
            who=self.of("who")[0],
            about=found.about,
            place=self.place,
            matters=found.matters,
            medicine=found.medicine,
        )

"""The published table of weights, in words: what orders the results, and where each number comes from."""

from dataclasses import dataclass

from handrail.pathways.domain.care_rules import CARE_WEIGHTS
from handrail.pathways.domain.weights import WEIGHTS, Weight
from handrail.pathways.wording import say
from handrail.web.translation import translate


@dataclass(frozen=True)
class OrderingRow:
    """One line of the table as the page prints it."""

    code: str
    reason: str
    points: str
    unit: str
    source: str
    plain_fact: str
    is_our_choice: bool


def ordering_table(language: str) -> list[OrderingRow]:
    return [ordering_row(weight, language) for weight in WEIGHTS]


def care_ordering_table(language: str) -> list[OrderingRow]:
    """The further small table: what orders places for alcohol, stimulants and other substances."""
    return [ordering_row(weight, language) for weight in CARE_WEIGHTS]


def ordering_row(weight: Weight, language: str) -> OrderingRow:
    return OrderingRow(
        code=weight.code,
        reason=say("weight", weight.code, language),
        points=f"{weight.points:,g}" if weight.points < 1000 else f"{weight.points:,.0f}",
        unit=say("unit", weight.unit, language),
        source="; ".join(translate(one, language) for one in weight.sources),
        plain_fact=say("plain_fact", weight.code, language) if weight.plain_fact else "",
        is_our_choice=weight.is_our_choice,
    )

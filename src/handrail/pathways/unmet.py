"""Which one need a search could not meet, for a count that keeps nothing else of it (S35)."""

from handrail.pathways.domain.need import Need
from handrail.pathways.domain.paths import PathAnswer
from handrail.referrals.domain.unmet import Missed

OF_WISH: dict[str, Missed] = {
    "start_today": Missed.TODAY,
    "withdrawal_stay": Missed.WITHDRAWAL_BED,
    "residential": Missed.RESIDENTIAL,
    "pregnant_group": Missed.PREGNANT_OR_CHILDREN,
    "children": Missed.PREGNANT_OR_CHILDREN,
    "payment:medicaid": Missed.MEDICAID,
    "payment:private": Missed.PRIVATE,
    "payment:medicare": Missed.PUBLIC,
    "payment:military": Missed.PUBLIC,
    "payment:va": Missed.PUBLIC,
    "payment:tribal": Missed.PUBLIC,
    "payment:none": Missed.NO_INSURANCE,
}
FARTHER = "radius"


def missed_by(answer: PathAnswer) -> Missed | None:
    """The first thing that was let go; where that was the distance alone, what makes places few. None: it was met."""
    let_go = [each.what for each in answer.relaxed]
    if not let_go and (answer.paths or answer.facilities):
        return None
    wishes = [each for each in let_go if each.split(":")[0] != FARTHER]
    return of_wish(wishes[0]) if wishes else of_the_rule(answer.need)


def of_wish(name: str) -> Missed:
    return Missed.LANGUAGE if name.startswith("language:") else OF_WISH.get(name, Missed.ELSE)


def of_the_rule(need: Need) -> Missed:
    """What is never let go, the rarest first."""
    if need.is_minor:
        return Missed.UNDER_18
    if need.is_pregnant:
        return Missed.PREGNANT_OR_CHILDREN
    if need.withdraws_from:
        return Missed.WITHDRAWAL_BED
    if need.medicine in ("methadone", "buprenorphine"):
        return Missed(need.medicine)
    return Missed.NEAR

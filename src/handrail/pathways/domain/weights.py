"""The one table that orders paths, published at /how-results-are-ordered/. No facility moves up by its own word.

A path costs points; the lowest cost is first. Every weight is a charge for something missing or far, never a reward
bought, so improving one thing about a facility can only move its paths up. One works both ways: where more people
were confirmed to arrive than expected, as much is taken off as is charged where fewer were (`arrivals.py`). Where the
number is our own choice, no study gives it: it awaits the sign-off of a named addiction physician.
"""

from dataclasses import dataclass

from handrail.web.translation import mark

SORDO = mark("Sordo et al., BMJ 2017 (deaths in and out of treatment, 19 cohorts)")
WAKEMAN = mark("Wakeman et al., JAMA Network Open 2020 (overdose after each first treatment)")
CORNISH = mark("Cornish et al., BMJ 2010 (deaths in the weeks after medicine stops)")
WALLEY = mark("Walley et al., Addiction 2020 (overdose after leaving withdrawal care)")
GIGLIO = mark("Giglio et al., Injury Epidemiology 2015 (naloxone given by bystanders)")
EDDIE = mark("Eddie et al., Frontiers in Psychology 2019 (peer support)")


@dataclass(frozen=True)
class Weight:
    """One line of the table: `points` charged for each `unit`. The reason in words is under the same code.

    `sources` name what says that the thing matters, as it is cited; where no study is cited a `plain_fact` may, in
    words under the same code. The number is our choice even then, unless a law or a plain fact decides.
    """

    code: str
    points: float
    unit: str
    sources: tuple[str, ...] = ()
    is_our_choice: bool = True
    plain_fact: bool = False


WEIGHTS: tuple[Weight, ...] = (
    Weight("distance", 1, "mile_times_weekly_visits"),
    Weight("start_may_not_maintain", 20, "path", (SORDO, WAKEMAN)),
    Weight("continue_may_not_maintain", 10, "path", (CORNISH,)),
    Weight("medicine_changes", 10, "path", (CORNISH,)),
    Weight("handed_over_to_another_organization", 6, "path", (WALLEY,)),
    Weight("handed_over_within_one_organization", 3, "path", (WALLEY,)),
    Weight("handed_over_to_a_confirmed_partner", 4, "path", (WALLEY,)),
    Weight("fewer_arrivals_than_expected", 2, "leg"),
    Weight("not_known_open_now", 10, "path"),
    Weight("wish_not_met", 12, "leg_and_wish"),
    Weight("sign_naloxone_missing", 2, "leg", (GIGLIO,)),
    Weight("sign_aftercare_missing", 1, "leg", (WALLEY,)),
    Weight("sign_peer_missing", 1, "leg", (EDDIE,)),
    Weight("sign_accredited_missing", 1, "leg"),
    Weight("run_for_others", 40, "leg", plain_fact=True),
    Weight("medicaid_across_state_line", 100_000, "leg", is_our_choice=False, plain_fact=True),
)

POINTS: dict[str, int] = {weight.code: round(weight.points * 1000) for weight in WEIGHTS}
"""Thousandths of a point, so that costs are whole numbers and ties are true ties."""

VISITS_A_WEEK = {"methadone_clinic": 7.0, "intensive": 3.0, "outpatient": 1.0, "stay": 0.1}
"""How often a person travels: daily to a methadone clinic, hardly at all while staying somewhere. Product choice."""

SIGNS = ("naloxone", "aftercare", "peer", "accredited")
"""Named signs of quality, each a listed service or accreditation. No score is made of them."""

"""How far a meeting is, for somebody who may have no car."""

from handrail.web.formats import in_one_line
from handrail.web.translation import mark, translate, translate_plural

ON_FOOT_UP_TO = 2.0  # miles; product choice: most people walk no farther to a meeting
MINUTES_A_MILE = 20  # three miles an hour, an easy pace; the line is straight and streets are not, hence "about"
NEAREST = 0.1

MILES = "%(miles)s mi"  # the same in both languages
ROUGHLY = mark("about %(miles)s mi")
ONE_ON_FOOT = mark("about %(count)s minute on foot")
ON_FOOT = mark("about %(count)s minutes on foot")


def distance_told(miles: float, language: str, *, is_rough: bool = False) -> str:
    """Of a place that its list tells only roughly, no walk is promised."""
    told = in_one_line(translate(ROUGHLY if is_rough else MILES, language, miles=shown(miles)))
    if is_rough or miles > ON_FOOT_UP_TO:
        return told
    return f"{told}, {translate_plural(ONE_ON_FOOT, ON_FOOT, minutes_on_foot(miles), language)}"


def shown(miles: float) -> str:
    """One decimal below ten miles, none from there on."""
    return f"{max(miles, NEAREST):.1f}".removesuffix(".0") if miles < 9.95 else f"{miles:,.0f}"


def minutes_on_foot(miles: float) -> int:
    return max(1, round(miles * MINUTES_A_MILE))

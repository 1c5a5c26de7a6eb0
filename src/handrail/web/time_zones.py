"""The clocks of the United States by the names people use."""

from handrail.web.translation import mark, translate

TIME_ZONES: tuple[tuple[str, str], ...] = (
    ("America/New_York", mark("Eastern time")),
    ("America/Chicago", mark("Central time")),
    ("America/Denver", mark("Mountain time")),
    ("America/Phoenix", mark("Arizona time")),
    ("America/Los_Angeles", mark("Pacific time")),
    ("America/Anchorage", mark("Alaska time")),
    ("Pacific/Honolulu", mark("Hawaii time")),
    ("America/Puerto_Rico", mark("Puerto Rico time")),
)
# Where places are listed and hardly anybody of the nation lives: for rosters, not for one's own nights.
TERRITORIES: tuple[tuple[str, str], ...] = (
    ("Pacific/Guam", mark("Guam and Mariana Islands time")),
    ("Pacific/Pago_Pago", mark("American Samoa time")),
    ("Pacific/Palau", mark("Palau time")),
)


def zone_name(zone: str) -> str:
    """To be translated where it is shown. A zone of another name is said as it is."""
    return dict(TIME_ZONES + TERRITORIES).get(zone, zone)


def zone_within(zone: str, language: str) -> str:
    """As it is said within a sentence: Spanish writes it small there."""
    name = translate(zone_name(zone), language)
    return name[:1].lower() + name[1:] if language == "es" and "/" not in name else name


def zones_to_choose(chosen: str) -> list[tuple[str, str]]:
    """With the one that is chosen already, so that a form keeps it."""
    listed = [*TIME_ZONES, *TERRITORIES]
    return listed if chosen in dict(listed) else [*listed, (chosen, chosen)]

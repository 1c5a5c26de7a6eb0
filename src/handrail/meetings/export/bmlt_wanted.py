"""What of a BMLT search the database can answer: which rows may match at all."""

from datetime import time

from django.db.models import Q

from handrail.meetings.domain.venues import Venue
from handrail.meetings.export.bmlt import number_and_day
from handrail.meetings.export.bmlt_bodies import bodies, feed_and_own, with_children
from handrail.meetings.export.bmlt_fields import COLUMNS, DERIVED
from handrail.meetings.export.bmlt_parameters import Numbers, Parameters
from handrail.meetings.export.distances import Circle
from handrail.meetings.export.queries import Publishers

NOTHING = Q(pk__in=[])
SEARCHED = ("name", "place", "street", "neighborhood", "city", "county", "state", "postal_code", "country")
SHORTEST_SEARCH = 3
VENUES = {1: (Venue.IN_PERSON, Venue.SUSPENDED), 2: (Venue.ONLINE,), 3: (Venue.HYBRID,)}
A_DAY = 24 * 60
A_LITTLE = 0.001  # of a degree: the distance itself decides, and its last digits are no exact ones


def wanted_rows(asked: Parameters, known: Publishers, circle: Circle | None) -> Q:
    if asked.whole("advanced_published") == -1:
        return NOTHING  # what is not published is not here
    return (
        of_ids(asked.numbers("meeting_ids"))
        & on_days(asked.numbers("weekdays"))
        & at_venues(asked.numbers("venue_types"))
        & of_bodies(asked, known)
        & at_times(asked)
        & with_words(asked)
        & with_field(asked)
        & in_reach(circle)
    )


def of_ids(ids: Numbers) -> Q:
    """A day of a meeting is told apart later: here only the meeting is."""
    if ids.matches_nothing:
        return NOTHING
    return Q(pk__in={number_and_day(each)[0] for each in ids.wanted}) if ids.wanted else Q()


def on_days(days: Numbers) -> Q:
    if days.matches_nothing:
        return NOTHING
    found = NOTHING if days.wanted else Q()
    for day in days.wanted:
        found |= Q(weekdays__contains=str(day - 1)) if 1 <= day <= 7 else NOTHING
    return found


def at_venues(types: Numbers) -> Q:
    if types.matches_nothing:
        return NOTHING
    found = Q(venue__in=[venue for each in types.wanted for venue in VENUES.get(each, ())]) if types.wanted else Q()
    return found & ~Q(venue__in=[venue for each in types.unwanted for venue in VENUES.get(each, ())])


def of_bodies(asked: Parameters, known: Publishers) -> Q:
    services = asked.numbers("services")
    if services.matches_nothing:
        return NOTHING
    wanted, unwanted = ({str(each) for each in some} for some in (services.wanted, services.unwanted))
    if asked.is_on("recursive"):
        rows = list(bodies(known.by_id.values()))
        wanted, unwanted = with_children(wanted, rows), with_children(unwanted, rows)
    return (in_bodies(wanted) if wanted else Q()) & (~in_bodies(unwanted) if unwanted else Q())


def in_bodies(ids: set[str]) -> Q:
    by_feed: dict[int, list[str]] = {}
    for feed, own in map(feed_and_own, map(int, ids)):
        by_feed.setdefault(feed, []).append(own)
    found = NOTHING
    for feed, own_ids in by_feed.items():
        found |= Q(feed_id=feed) if "" in own_ids else Q(feed_id=feed, service_body__in=own_ids)
    return found


def at_times(asked: Parameters) -> Q:
    """Beginnings are strictly after and strictly before; lengths may be equal."""
    after, before = asked.minutes("StartsAfter"), asked.minutes("StartsBefore")
    shortest, longest = asked.minutes("MinDuration"), asked.minutes("MaxDuration")
    found = Q()
    if after is not None:
        found &= Q(start__gt=clock(after)) if after < A_DAY else NOTHING
    if before is not None and before < A_DAY:
        found &= Q(start__lt=clock(before))
    if shortest is not None:
        found &= Q(minutes__gte=shortest)
    return found & Q(minutes__lte=longest) if longest is not None else found


def clock(minutes: int) -> time:
    return time(*divmod(max(0, minutes), 60))


def with_words(asked: Parameters) -> Q:
    """A place that is searched for by its name is a circle: see the search. Numbers mean meetings."""
    words = asked.text("SearchString")
    if not words or asked.is_on("StringSearchIsAnAddress"):
        return Q()
    ids = asked.numbers("SearchString")
    if ids.wanted and len(ids.wanted) == len(asked.values("SearchString")):
        return of_ids(ids)
    if len(words) < SHORTEST_SEARCH:
        return NOTHING
    found = NOTHING
    for column in SEARCHED:
        found |= Q(**{f"{column}__icontains": words.replace("\x00", "")})
    return found


def with_field(asked: Parameters) -> Q:
    key, value = asked.text("meeting_key"), asked.text("meeting_key_value")
    if not key or key in DERIVED:
        return Q()
    return Q(**{COLUMNS[key]: value}) if key in COLUMNS else NOTHING


def in_reach(circle: Circle | None) -> Q:
    if circle is None:
        return Q()
    if circle.degrees is None:
        return Q(latitude__isnull=False)
    low, high = circle.latitude - circle.degrees, circle.latitude + circle.degrees
    found = NOTHING
    for west, east in circle.meridians():
        found |= Q(longitude__gte=west - A_LITTLE, longitude__lte=east + A_LITTLE)
    return found & Q(latitude__gte=low - A_LITTLE, latitude__lte=high + A_LITTLE)

"""What can be wrong with a call, beside what `web` knows of every request."""

from handrail.web import problems
from handrail.web.problems import ProblemKind
from handrail.web.translation import mark

FACILITY_UNKNOWN = ProblemKind(
    "facility-unknown",
    404,
    mark("No facility has this id"),
    mark("Ids never change. Take one from the answer of a search."),
)
KEY_REFUSED = ProblemKind(
    "key",
    401,
    mark("This needs a key that works"),
    mark("Send it as Authorization: Bearer KEY. A lead of your organization makes one, and sees there when it ends."),
)
PLACE_NOT_YOURS = ProblemKind(
    "place-not-yours",
    404,
    mark("Your organization keeps no page with this id"),
    mark("Nothing was saved. A key speaks only for pages that its organization keeps at this moment."),
)
CAPACITY_OLDER = ProblemKind(
    "capacity-older",
    409,
    mark("Something newer is known already"),
    mark("Nothing was saved. Send what is true now, with the time of now."),
)
PLACE_AMBIGUOUS = ProblemKind(
    "place-ambiguous",
    409,
    mark("Several towns have this name"),
    mark("Send the label of one of the choices as the place."),
)
MEDIA_TYPE_REFUSED = ProblemKind(
    "media-type",
    415,
    mark("The body must be JSON"),
    mark("Send it as application/json in UTF-8, not compressed."),
)
FIELD_REFUSED = ProblemKind(
    "field-refused",
    422,
    mark("A field cannot be used"),
    mark("The list named errors says which fields, and why."),
)
LISTS_BUSY = ProblemKind(
    "lists-busy",
    503,
    mark("Another list is being sent"),
    mark("Long lists are sent one after the other. Please ask again in a few seconds."),
)

KINDS = tuple(
    sorted(
        (
            *problems.KINDS,
            KEY_REFUSED,
            PLACE_NOT_YOURS,
            CAPACITY_OLDER,
            FACILITY_UNKNOWN,
            PLACE_AMBIGUOUS,
            MEDIA_TYPE_REFUSED,
            FIELD_REFUSED,
            LISTS_BUSY,
        ),
        key=lambda kind: kind.status,
    )
)

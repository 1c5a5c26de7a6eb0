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

KINDS = tuple(
    sorted(
        (*problems.KINDS, FACILITY_UNKNOWN, PLACE_AMBIGUOUS, MEDIA_TYPE_REFUSED, FIELD_REFUSED),
        key=lambda kind: kind.status,
    )
)

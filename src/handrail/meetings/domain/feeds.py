"""What a feed is written in, and what its operator says where its rows are silent."""

from dataclasses import dataclass
from enum import StrEnum

from handrail.meetings.domain.fellowships import Fellowship


class FeedFormat(StrEnum):
    """TSML is read as JSON or as a table (CSV), by what the content is. BMLT is the answer of GetSearchResults."""

    TSML = "tsml"
    BMLT = "bmlt"


@dataclass(frozen=True, slots=True)
class FeedDefaults:
    """Nearly no feed names a zone and none its fellowship. `zone` is an IANA name, or empty where none was set."""

    fellowship: Fellowship
    zone: str = ""

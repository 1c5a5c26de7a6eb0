"""What the first visitor would otherwise wait for, made ready when a worker starts."""

from django.db import DatabaseError
from django.urls import reverse

from handrail.directory.index.live import current_index
from handrail.directory.places.gazetteer import gazetteer
from handrail.directory.places.near_spellings import town_spellings
from handrail.meetings.index.live import current_meetings
from handrail.pathways.columns import path_index


def make_ready() -> None:
    """Read the gazetteer, its spellings, and build the indexes. Without a database the first request says so itself."""
    reverse("home")  # looking up the first address reads every view: a second that a text or a page would wait
    gazetteer()
    town_spellings()
    try:
        path_index(current_index())
        current_meetings()
    except DatabaseError:
        return

"""A page of a package below finds the way back to results of a package above."""

from datetime import timedelta

import pytest
from django.http import QueryDict

from handrail.meetings.finder.search import MeetingSearch
from handrail.pages.forms import Search
from handrail.web.ways_back import READERS, carried_search, way_back


def posted(**fields: str) -> QueryDict:
    post = QueryDict(mutable=True)
    post.update(fields)
    return post


@pytest.mark.parametrize(("search", "kept_for"), [(Search, "paths"), (MeetingSearch, "meetings")])
def test_carried_search_tells_which_results_it_is_of_and_where_they_looked(at, search, kept_for):
    token = search(place="60608").token(at=at)

    found = carried_search(posted(search=token), at=at)

    assert (found.kept_for, found.place, found.token) == (kept_for, "60608", token)
    assert way_back(posted(search=token), at=at) == {"search": token, "kept_for": kept_for, "kept_fields": ()}


def test_nothing_or_noise_or_what_is_too_old_is_no_way_back(at):
    old = Search(place="60608").token(at=at - timedelta(hours=3))

    for post in (posted(), posted(search="noise"), posted(search=old)):
        assert carried_search(post, at=at) is None
        assert way_back(post, at=at) == {}


def test_reader_is_registered_once():
    from django.apps import apps

    apps.get_app_config("pages").ready()

    assert len(READERS) == len(set(READERS))

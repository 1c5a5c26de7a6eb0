"""What the database itself refuses to keep of a meeting."""

import pytest
from django.db import IntegrityError, transaction

from handrail.meetings.models import Meeting
from meeting_rows import make_stored_meeting

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("latitude", "longitude"), [(None, 5.0), (5.0, None), (None, 500.0), (90.1, 5.0), (-91.0, 5.0), (5.0, 180.1)]
)
def test_half_a_point_and_one_off_the_earth_are_not_kept(latitude, longitude):
    with pytest.raises(IntegrityError, match="meetings_point_is_whole"), transaction.atomic():
        make_stored_meeting(latitude=latitude, longitude=longitude)

    assert Meeting.objects.count() == 0


@pytest.mark.parametrize("point", [(None, None), (0.0, 0.0), (-90.0, 180.0)])
def test_whole_point_and_none_are_kept(point):
    meeting = make_stored_meeting(latitude=point[0], longitude=point[1])

    assert Meeting.objects.values_list("latitude", "longitude").get(pk=meeting.pk) == point

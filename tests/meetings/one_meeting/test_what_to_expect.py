"""What a list says of a meeting, in three groups."""

from handrail.meetings.domain.traits import Trait
from handrail.meetings.one_meeting.what_to_expect import ACCESS, LIKE, WHO, expected


def test_every_trait_stands_in_one_group():
    assert sorted((*WHO, *ACCESS, *LIKE)) == sorted(Trait)


def test_groups_keep_their_order_whatever_the_feed_has():
    found = expected([Trait.SPEAKER, Trait.WHEELCHAIR, Trait.WOMEN, Trait.OPEN], "en")

    assert (found.who, found.access, found.like) == (("open to all", "for women"), ("wheelchair",), ("a speaker",))

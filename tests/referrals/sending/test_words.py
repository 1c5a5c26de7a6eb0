"""Every code that the sender's pages show has its words."""

import pytest

from handrail.privacy.domain.consents import Condition
from handrail.referrals import need_words
from handrail.referrals.domain.agreeing import Reply, Signing
from handrail.referrals.domain.needs import Urgency
from handrail.referrals.domain.questions import Answer, Way
from handrail.referrals.domain.reasons import Outcome
from handrail.referrals.domain.release import Ahead
from handrail.referrals.domain.releases import FirstDayMedicine, FirstDayNaloxone
from handrail.referrals.domain.sender_desk import SENDERS_STEPS, News, Post, Waits
from handrail.referrals.domain.sending import LANGUAGES, REACHES, TIMES
from handrail.referrals.domain.stages import Stage
from handrail.referrals.receiving import release_words
from handrail.referrals.sending import release_pack, words
from handrail.web.translation import translate


@pytest.mark.parametrize(
    ("table", "codes"),
    [
        (words.STAGES, Stage),
        (words.WAITS, Waits),
        (words.NEWS, News),
        (words.POSTS, Post),
        (words.URGENCIES, Urgency),
        (words.ANSWERS, [*Answer, ""]),
        (words.WAYS, Way),
        (words.SIGNINGS, Signing),
        (words.REPLIES, [*Reply, ""]),
        (words.STEPS, SENDERS_STEPS),
        (words.OUTCOMES, Outcome),
        (words.FIRST_MEDICINES, FirstDayMedicine),
        (words.FIRST_NALOXONE, FirstDayNaloxone),
        (words.CONDITIONS, ["", *Condition]),
        (words.TONGUES, LANGUAGES),
        (words.REACHES, REACHES),
        (dict(words.LISTS["when"]), TIMES),
        (release_pack.MEDICINES, FirstDayMedicine),
        (release_pack.NALOXONE, FirstDayNaloxone),
        (release_words.MEDICINES, FirstDayMedicine),
        (release_words.NALOXONES, FirstDayNaloxone),
        (need_words.AHEAD, Ahead),
    ],
)
def test_every_code_has_words(table, codes):
    assert set(table) == set(codes)


@pytest.mark.parametrize("stage", [Stage.HELD, Stage.EXPECTED])
def test_in_spanish_it_is_the_person_for_whom_a_place_is_kept_and_not_who_reads_it(stage):
    said = translate(words.STAGES[stage], "es")

    assert "la persona" in said

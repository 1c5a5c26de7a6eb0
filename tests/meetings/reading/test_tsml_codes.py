import re

import pytest

from handrail.meetings.domain.fellowships import Fellowship
from handrail.meetings.reading.tsml_codes import codes_of

# The world ids that BMLT servers share.
WORLD_IDS = (
    "BT BEG CAN CW CLOSED DISC GL IP IW JFT LIT LC TC M MED NS VM HYBR OPEN QA RA SMOK SPAD SPK STEP SWG TOP TRAD VAR "
    "WCHR W Y CPT"
)
# Of the Meeting Guide specification, without the languages.
SPECIFIED = (
    "11 12x12 A ABSI AL AL-AN ASL B BA BE BI BRK C CAN CF D DB DD DR FF G GR H L LGBTQ LIT LS M MED N NB NDG O OUT P "
    "POA POC SEN SM SP ST T TC TR W X XB XT Y"
)
LANGUAGES = (
    "AF AM AR BG DA DE EL EN FA FI FR HE HI HR HU IS ITA JA KA KOR LT ML MT NE NL NO POL POR PUN RUS S SK SL SV TH TL "
    "TUR UK"
)


@pytest.mark.parametrize("fellowship", Fellowship)
def test_every_fellowship_has_codes_with_known_world_ids_and_iso_languages(fellowship):
    codes = codes_of(fellowship).by_code.values()

    worlds = {code.world for code in codes if code.world}
    languages = {code.language for code in codes if code.language}
    assert worlds - set(WORLD_IDS.split()) == set()
    assert {language for language in languages if not re.fullmatch("[a-z]{2,3}", language)} == set()


def test_every_code_of_the_specification_is_known_in_its_own_fellowship():
    by_code = codes_of(Fellowship.AA).by_code

    assert [code for code in f"{SPECIFIED} {LANGUAGES}".split() if code not in by_code] == []
    assert [code for code in LANGUAGES.split() if not by_code[code].language] == []

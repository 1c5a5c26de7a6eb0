import pytest

from handrail.meetings.domain.feeds import FeedDefaults
from handrail.meetings.domain.fellowships import Fellowship
from handrail.meetings.domain.traits import Trait
from meetings.reading.tsml_written import read_one


@pytest.mark.parametrize(
    ("types", "formats", "noted"),
    [
        (["O", "D"], ("D", "O"), []),
        (["D", "O", "O"], ("D", "O"), []),
        (None, (), []),
        ([], (), []),
        ([""], (), []),
        ("[open]", ("O",), [("types", '"[open]"', "O")]),
        ("O,D", ("D", "O"), [("types", '"O,D"', "D, O")]),
        ("Open, Discussion", ("D", "O"), [("types", '"Open, Discussion"', "D, O")]),
        (["o", "wheelchair access"], ("O", "X"), [("types", '["o", "wheelchair access"]', "O, X")]),
        (["ASBI", "O"], ("ASBI", "O"), []),
        (["x" * 500], ("x" * 64,), [("types", f'["{"x" * 117}…', "x" * 64)]),
        ({"O": True}, (), [("types", '{"O": true}', "left out")]),
    ],
)
def test_types_are_codes_and_unknown_ones_are_kept(types, formats, noted):
    record, corrections = read_one(types=types)

    assert (record.formats, corrections) == (formats, noted)


@pytest.mark.parametrize(
    ("fellowship", "code", "traits", "languages", "world_ids"),
    [
        (Fellowship.AA, "TR", {Trait.TRADITIONS}, (), ("TRAD",)),
        (Fellowship.NA, "TRAD", {Trait.TRADITIONS}, (), ("TRAD",)),
        (Fellowship.NA, "JFT", {Trait.LITERATURE}, (), ("JFT",)),
        (Fellowship.NA, "ST", {Trait.STEPS}, (), ("STEP",)),
        (Fellowship.AA, "JFT", set(), (), ()),
        (Fellowship.HA, "IW", {Trait.LITERATURE}, (), ("IW",)),
        (Fellowship.RECOVERY_DHARMA, "IW", set(), (), ()),
        (Fellowship.RECOVERY_DHARMA, "WA", {Trait.WHEELCHAIR}, (), ("WCHR",)),
        (Fellowship.RECOVERY_DHARMA, "IS", set(), (), ()),
        (Fellowship.AA, "IS", set(), ("is",), ()),
        (Fellowship.AA, "POA", {Trait.PROOF_OF_ATTENDANCE}, (), ()),
        (Fellowship.AL_ANON, "POA", set(), (), ()),
        (Fellowship.AL_ANON, "Y", {Trait.YOUNG}, (), ("Y",)),
        (Fellowship.OTHER, "D", set(), (), ()),
        (Fellowship.AA, "S", set(), ("es",), ()),
        (Fellowship.AA, "KOR", set(), ("ko",), ()),
        (Fellowship.SMART, "X", {Trait.WHEELCHAIR}, (), ("WCHR",)),
    ],
)
def test_a_code_means_what_its_fellowship_means_by_it(fellowship, code, traits, languages, world_ids):
    record, _ = read_one(FeedDefaults(fellowship, "America/Chicago"), types=[code])

    assert (record.formats, set(record.traits), record.languages, record.world_ids) == (
        (code,),
        traits,
        languages,
        world_ids,
    )


@pytest.mark.parametrize(
    ("written", "languages", "noted"),
    [
        (["en", "fr"], ("en", "fr"), []),
        (["pt-BR"], ("pt",), []),
        (["English", "Spanish"], ("en", "es"), []),
        ("en, es", ("en", "es"), []),
        (["en", "the universal one"], ("en",), [("languages", '["en", "the universal one"]', "en")]),
        ({"en": 1}, (), [("languages", '{"en": 1}', "left out")]),
    ],
)
def test_languages_are_iso_codes(written, languages, noted):
    record, corrections = read_one(languages=written)

    assert (record.languages, corrections) == (languages, noted)


def test_languages_of_the_field_and_of_the_types_are_one_list():
    record, _ = read_one(languages=["fr"], types=["S", "EN", "FR"])

    assert record.languages == ("fr", "en", "es")

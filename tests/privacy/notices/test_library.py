"""The notices: every version kept, dated, in both languages, and never changed once it was served (S28)."""

import re
from datetime import date

import pytest

from handrail.privacy.domain.notices import Notice
from handrail.privacy.notices.library import NAME, TEXTS, current, version_of, versions_of
from handrail.web.translation import CATALOGS

# The hash of each file as it was first served. To change a notice, copy its file to the next number, change that one,
# and add its line here: people agreed to the words of a version, and must be able to read them.
SERVED = {
    "cookies-1": "c16c81b9db7dcca300fa0e1dba3470816e92c0c9bf88e96d63f749c0565a0626",
    "cookies-2": "f5d97a49dfd663497a0d615b7f2a3dcfdb53f943a5670b7ae0df692ba6368f0e",
    "cookies-3": "f34f74d1fa3d050966f738f350372aabb5755841b612038d775cd53e3260c57b",
    "cookies-4": "e6a828a3d409ec5732a43fb84800906af6e40c8b7668c4778acfee1de229a1e5",
    "health-1": "8deb55d50d4d9e981d1538a36aa83dcdab4c1b582b8f7ba0eab42efef367cbdb",
    "messages-1": "782bcdbdfecc7b2fb8f1f7b1799fe7221bde6223c295bf4e4109ce418414cdb8",
    "messages-2": "3b5f2af5ec979be06ea405853eba4a4cdf72562ea373df34517a0ce8a064048a",
    "no-sale-1": "f202cf93ad734b63fcb2f59790b98caae21039b5699f202e73dae972d366b241",
    "patient-notice-1": "03e19685f6786ce41c8d9214f84ce9b2fc11421c427132b7c10eaae21c400d9a",
    "privacy-1": "5b5077d74548812e663c2b3f138ffcec316a57d2999746f8a3e81bc15013bec4",
    "privacy-2": "74b516dbc3b05581bbb7f0e3ab00e5b1e8cdbcbdfd596b0cd4181051a12501ca",
    "terms-1": "6a671acad5f0e8231de77342975b46c3178d5aa65050a42169be5fa9e93cf356",
}
LONGEST_SENTENCE = 20  # words


@pytest.mark.parametrize("file", sorted(TEXTS.glob("*.toml")), ids=lambda file: file.stem)
def test_words_of_a_version_never_change_once_it_was_served(file):
    found = NAME.fullmatch(file.stem)

    version = version_of(Notice(found["notice"]), int(found["version"]))

    assert version.version == int(found["version"])
    assert version.digest == SERVED[file.stem]


def test_no_version_that_was_served_is_taken_away():
    assert {file.stem for file in TEXTS.glob("*.toml")} == set(SERVED)


@pytest.mark.parametrize("notice", list(Notice))
def test_every_notice_has_versions_in_a_row_with_dates_in_order(notice):
    versions = versions_of(notice)

    assert [one.version for one in versions] == list(range(len(versions), 0, -1))
    assert all(isinstance(one.date, date) for one in versions)
    assert sorted((one.date for one in versions), reverse=True) == [one.date for one in versions]
    assert current(notice) == versions[0]


@pytest.mark.parametrize("notice", list(Notice))
def test_every_language_says_as_much_as_the_other(notice):
    words = current(notice).words

    assert set(words) == set(CATALOGS)
    shapes = {tuple(len(section.text) for section in one.sections) for one in words.values()}
    assert len(shapes) == 1


@pytest.mark.parametrize("notice", list(Notice))
def test_each_version_but_the_first_says_what_changed_in_every_language(notice):
    says = {(one.version > 1, bool(words.changed)) for one in versions_of(notice) for words in one.words.values()}

    assert says <= {(False, False), (True, True)}


@pytest.mark.parametrize("notice", list(Notice))
def test_sentences_are_short(notice):
    texts = [
        text
        for one in current(notice).words.values()
        for text in (one.lead, *one.changed, *(text for section in one.sections for text in section.text))
    ]

    sentences = [sentence for text in texts for sentence in re.split(r"(?<=[.?!])\s+", text)]
    assert [sentence for sentence in sentences if len(sentence.split()) > LONGEST_SENTENCE] == []


def test_notice_for_patients_names_what_2_22_wants():
    english = str(current(Notice.PATIENTS).words["en"])

    for part in ("42 CFR part 2", "withdraw", "emergency", "subpoena", "Secretary", "2.26", "2.25", "2.4"):
        assert part in english, part


def test_version_that_there_is_not_is_none():
    assert version_of(Notice.TERMS, 99) is None

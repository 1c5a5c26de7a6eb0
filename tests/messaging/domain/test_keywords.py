import pytest

from handrail.messaging.domain.keywords import SAID, Keyword, keyword_of, language_of_help


@pytest.mark.parametrize(
    ("text", "keyword"),
    [
        ("STOP", Keyword.STOP),
        (" stop. ", Keyword.STOP),
        ("Stop all!", Keyword.STOP),
        ("No más", Keyword.STOP),
        ("ALTO", Keyword.STOP),
        ("Please STOP", Keyword.STOP),
        ("Don't text me!", Keyword.STOP),
        ("No me escriban más.", Keyword.STOP),
        ("Start", Keyword.START),
        ("ayuda", Keyword.HELP),
        ("HELP?", Keyword.HELP),
        ("please stop texting my sister, she moved", None),
        ("yes", None),
        ("", None),
        ("🛑", None),
    ],
)
def test_word_is_understood_when_it_stands_alone(text, keyword):
    assert keyword_of(text) == keyword


def test_no_word_means_two_things():
    words = [word for said in SAID.values() for word in said]

    assert len(words) == len(set(words))
    assert set(SAID) == set(Keyword)


@pytest.mark.parametrize(
    ("text", "language"), [("HELP", "en"), ("info", "en"), ("ayuda", "es"), ("¡Ayuda!", "es"), (" AYUDA. ", "es")]
)
def test_help_is_answered_in_the_language_of_its_word(text, language):
    assert keyword_of(text) is Keyword.HELP
    assert language_of_help(text) == language

import pytest

from handrail.accounts.domain.passwords import FEWEST_DIFFERENT, OUR_WORDS, PasswordRefused, check_password_is_good

WORDS = [f"{word}{word}{word}" for word in OUR_WORDS if len(set(word)) >= FEWEST_DIFFERENT and len(word) * 3 >= 12]
COMMON = frozenset({"sunshine1234", "iloveyouforever"})


@pytest.mark.asvs("V6.2.5", "V6.2.9")
@pytest.mark.parametrize(
    "password",
    ["correct horse battery", "twelveletter", "ñandú en la pampa", "contains river but longer", "x" * 100 + "abcdef"],
)
def test_long_password_is_good_whatever_its_signs(password):
    check_password_is_good(password, handle="moon", common=COMMON)


@pytest.mark.asvs("V6.2.1")
@pytest.mark.parametrize(
    ("password", "reason"),
    [
        ("elevenlette", "at least 12"),
        ("", "at least 12"),
        ("a" * 129, "at most 128"),
        ("abababababab", "more different"),
        ("i am RIVER-4829 ok", "leave your name out"),
        ("Sunshine1234", "Many people"),
        ("!!iloveyouforever99", "Many people"),
    ],
)
def test_password_is_refused_with_its_reason(password, reason):
    with pytest.raises(PasswordRefused, match=reason):
        check_password_is_good(password, handle="river-4829", common=COMMON)


@pytest.mark.asvs("V6.2.11")
@pytest.mark.parametrize(
    "password", ["handrail2026!", "recovery recovery", "Nurse-Doctor-2026", "my methadone clinic", *WORDS]
)
def test_password_of_words_that_are_guessed_first_here_is_refused(password):
    with pytest.raises(PasswordRefused, match="guessed first here"):
        check_password_is_good(password, handle="river-4829", common=COMMON)


@pytest.mark.parametrize("password", ["my nurse sings at night", "handrail and the orchard", "one doctor, two violins"])
def test_password_with_words_of_ones_own_beside_ours_is_good(password):
    check_password_is_good(password, handle="river-4829", common=COMMON)

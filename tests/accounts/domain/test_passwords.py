import pytest

from handrail.accounts.domain.passwords import PasswordRefused, check_password_is_good

COMMON = frozenset({"sunshine1234", "iloveyouforever"})


@pytest.mark.parametrize(
    "password",
    ["correct horse battery", "twelveletter", "ñandú en la pampa", "contains river but longer", "x" * 100 + "abcdef"],
)
def test_long_password_is_good_whatever_its_signs(password):
    check_password_is_good(password, handle="moon", common=COMMON)


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

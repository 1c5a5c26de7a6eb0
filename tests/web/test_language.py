import pytest

from handrail.web.language import language_of, twin_path


@pytest.mark.parametrize(
    ("path", "language"),
    [
        ("/", "en"),
        ("/es/", "es"),
        ("/es", "es"),
        ("/especial/", "en"),
        ("/paths/", "en"),
        ("/es/paths/", "es"),
        ("", "en"),
    ],
)
def test_language_is_the_first_part_of_the_address(path, language):
    assert language_of(path) == language


@pytest.mark.parametrize(
    ("path", "twin"), [("/", "/es/"), ("/es/", "/"), ("/paths/", "/es/paths/"), ("/es/crisis/", "/crisis/")]
)
def test_twin_of_a_twin_is_the_page_itself(path, twin):
    assert twin_path(path) == twin
    assert twin_path(twin) == path

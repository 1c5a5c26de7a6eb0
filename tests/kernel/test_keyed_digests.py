"""The same text is known again here, and tried by nobody elsewhere."""

from handrail.kernel.keyed_digests import keyed_digest


def test_same_text_for_the_same_purpose_is_known_again():
    digests = [keyed_digest(text, purpose="form") for text in ("Rosa", "Rosa", "Luz")]

    assert (digests[0] == digests[1], digests[0] == digests[2], len(digests[0])) == (True, False, 24)


def test_another_purpose_or_installation_knows_nothing_of_it(settings):
    here = keyed_digest("Rosa", purpose="form")
    for_another = keyed_digest("Rosa", purpose="receipt")
    settings.SECRET_KEY = "another installation"

    assert len({here, for_another, keyed_digest("Rosa", purpose="form")}) == 3

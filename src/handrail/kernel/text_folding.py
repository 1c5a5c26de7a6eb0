"""Text made comparable: case, accents and spacing set aside."""

import unicodedata


def fold(text: str) -> str:
    """'  Bayamón ' and 'BAYAMON' become 'bayamon': for matching and searching, never for showing."""
    decomposed = unicodedata.normalize("NFKD", text)
    plain = "".join(letter for letter in decomposed if not unicodedata.combining(letter))
    return " ".join(plain.casefold().split())

"""Text for a file that somebody opens in a spreadsheet."""

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


def neutral(text: str) -> str:
    """A cell that begins like a formula would be run by the spreadsheet that opens it (S8)."""
    return f"'{text}" if text.startswith(FORMULA_STARTS) else text

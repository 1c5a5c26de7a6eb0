"""An address in one line, as geocoders and other lists write it."""

LONGEST_ADDRESS = 500


def address_line(*, street: str, city: str, state: str, postal_code: str, country: str) -> str:
    """What is not told is left out: "Chicago, 60641"."""
    region = f"{state} {postal_code}".strip()
    line = ", ".join(part for part in (street, city, region, country) if part)
    return line[:LONGEST_ADDRESS].rstrip(", ")

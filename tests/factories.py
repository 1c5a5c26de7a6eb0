"""Real rows for tests, with facts that nobody could take for a true facility."""

from itertools import count

from handrail.directory.domain.sources import Precision, Source
from handrail.directory.models import Facility

NUMBER = count(1)


def make_facility(**overrides) -> Facility:
    """A saved outpatient clinic in Springfield, Illinois, that prescribes buprenorphine and takes Medicaid."""
    number = next(NUMBER)
    facts = {
        "name": f"Example Recovery Center {number}",
        "street1": f"{number} Example Street",
        "city": "Springfield",
        "state": "IL",
        "zip": "62701",
        "phone": f"217-555-{100 + number % 100:04}",
        "codes": "SA OP ORT BU MD",
        "latitude": 39.8,
        "longitude": -89.65,
        "precision": Precision.ADDRESS,
        "source": Source.NATIONAL_DIRECTORY,
        "source_year": 2023,
    }
    facts.update(overrides)
    if facts["latitude"] is None or facts["longitude"] is None:
        facts.update(latitude=None, longitude=None, precision=Precision.NONE)
    return Facility.objects.create(**facts)

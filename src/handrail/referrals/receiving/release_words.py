"""What a program must know of who leaves custody: read once they agreed that it learns who they are."""

from handrail.referrals.domain.releases import FirstDayMedicine, FirstDayNaloxone
from handrail.referrals.models import Referral
from handrail.web.translation import mark

MEDICINE, NALOXONE = mark("Medicine for the first day"), mark("Naloxone in the hand")
MEDICINES: dict[FirstDayMedicine, str] = {
    FirstDayMedicine.SUPPLY: mark("They bring a supply with them"),
    FirstDayMedicine.PRESCRIPTION: mark("A prescription waits at a pharmacy"),
    FirstDayMedicine.AT_PROGRAM: mark("You are to give it on that day"),
    FirstDayMedicine.INJECTION: mark("A long-acting injection was given before"),
    FirstDayMedicine.NOT_WANTED: mark("It was offered, and they said no"),
    FirstDayMedicine.NOT_ARRANGED: mark("Nothing could be arranged. They come without medicine."),
}
NALOXONES: dict[FirstDayNaloxone, str] = {
    FirstDayNaloxone.HANDED_OVER: mark("They bring it with them"),
    FirstDayNaloxone.AT_PHARMACY: mark("It waits at a pharmacy"),
    FirstDayNaloxone.AT_PROGRAM: mark("You are to give it on that day"),
    FirstDayNaloxone.NOT_WANTED: mark("It was offered, and they said no"),
    FirstDayNaloxone.NOT_ARRANGED: mark("Nothing could be arranged. They come without it."),
}


def release_lines(referral: Referral) -> list[tuple[str, str]]:
    """Label and words, to be translated where they are shown. Both were answered before anybody was sent."""
    if referral.release_on is None:
        return []
    return [
        (MEDICINE, MEDICINES[FirstDayMedicine(referral.first_day_medicine)]),
        (NALOXONE, NALOXONES[FirstDayNaloxone(referral.first_day_naloxone)]),
    ]

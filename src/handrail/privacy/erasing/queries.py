"""What programs keep of a person, without opening any of it (S33)."""

from dataclasses import dataclass

from handrail.privacy.counseling_notes.queries import organizations_with_notes
from handrail.privacy.holds.queries import is_held
from handrail.privacy.models import Consent, EmergencyOpening, LegalHold, PersonRequest, Subject

# Sealed under the key for what programs must keep, each for six years.
PAPERS = {
    "signed consents": Consent,
    "openings in an emergency": EmergencyOpening,
    "legal holds": LegalHold,
    "requests and complaints": PersonRequest,
}


@dataclass(frozen=True)
class KeptByPrograms:
    """Papers by count. The organizations `with_notes` say each for themselves when their time has passed."""

    papers: dict[str, int]
    with_notes: tuple[str, ...]
    is_held: bool

    @property
    def may_go(self) -> bool:
        return not self.papers and not self.is_held


def kept_by_programs(*, subject: Subject) -> KeptByPrograms:
    counts = {name: rows.objects.filter(subject=subject).count() for name, rows in PAPERS.items()}
    papers = {name: count for name, count in counts.items() if count}
    return KeptByPrograms(papers, organizations_with_notes(subject=subject), is_held(subject))

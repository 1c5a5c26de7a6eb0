from handrail.privacy.models.agreements import Agreement, AgreementEnd
from handrail.privacy.models.audit import CHAINS, AuditBatch, AuditEntry, AuditLeaf
from handrail.privacy.models.consents import Consent, Disclosure
from handrail.privacy.models.counseling_notes import CounselingNote
from handrail.privacy.models.erasures import EmergencyOpening, Erasure, LegalHold, StateRuleRow
from handrail.privacy.models.notices import NoticeGiven
from handrail.privacy.models.one_time_links import MOST_WRONG, OneTimeLink
from handrail.privacy.models.receipts import LocatorTries, Receipt
from handrail.privacy.models.requests import PersonRequest
from handrail.privacy.models.subjects import PERSONAL_KEYS, BlindIndex, Identity, Subject, SubjectKey

__all__ = [
    "CHAINS",
    "MOST_WRONG",
    "PERSONAL_KEYS",
    "Agreement",
    "AgreementEnd",
    "AuditBatch",
    "AuditEntry",
    "AuditLeaf",
    "BlindIndex",
    "Consent",
    "CounselingNote",
    "Disclosure",
    "EmergencyOpening",
    "Erasure",
    "Identity",
    "LegalHold",
    "LocatorTries",
    "NoticeGiven",
    "OneTimeLink",
    "PersonRequest",
    "Receipt",
    "StateRuleRow",
    "Subject",
    "SubjectKey",
]

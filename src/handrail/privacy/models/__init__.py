from handrail.privacy.models.audit import CHAINS, AuditBatch, AuditEntry, AuditLeaf
from handrail.privacy.models.consents import Consent, Disclosure
from handrail.privacy.models.erasures import EmergencyOpening, Erasure, LegalHold, StateRuleRow
from handrail.privacy.models.subjects import PERSONAL_KEYS, BlindIndex, Identity, Subject, SubjectKey

__all__ = [
    "CHAINS",
    "PERSONAL_KEYS",
    "AuditBatch",
    "AuditEntry",
    "AuditLeaf",
    "BlindIndex",
    "Consent",
    "Disclosure",
    "EmergencyOpening",
    "Erasure",
    "Identity",
    "LegalHold",
    "StateRuleRow",
    "Subject",
    "SubjectKey",
]

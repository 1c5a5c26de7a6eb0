from handrail.messaging.models.agreements import ContactAgreement, StopWord
from handrail.messaging.models.asked_contacts import AskedContact
from handrail.messaging.models.budgets import BudgetCount
from handrail.messaging.models.messages import Message
from handrail.messaging.models.provider_copies import ProviderCopy
from handrail.messaging.models.rosters import Roster, RosterMember, RosterPage

__all__ = [
    "AskedContact",
    "BudgetCount",
    "ContactAgreement",
    "Message",
    "ProviderCopy",
    "Roster",
    "RosterMember",
    "RosterPage",
    "StopWord",
]

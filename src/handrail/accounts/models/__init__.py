from handrail.accounts.models.api_keys import ApiKey
from handrail.accounts.models.organizations import Invitation, Membership, Organization, SignInReset
from handrail.accounts.models.second_factors import AuthenticatorApp, Passkey, RecoveryCode, SpentChallenge
from handrail.accounts.models.sign_ins import SignIn
from handrail.accounts.models.users import User

__all__ = [
    "ApiKey",
    "AuthenticatorApp",
    "Invitation",
    "Membership",
    "Organization",
    "Passkey",
    "RecoveryCode",
    "SignIn",
    "SignInReset",
    "SpentChallenge",
    "User",
]

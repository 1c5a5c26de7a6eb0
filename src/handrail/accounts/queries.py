"""What others may ask about sign-ins."""

from handrail.accounts.models import User


def has_demonstration_users() -> bool:
    return User.objects.filter(is_demonstration=True).exists()

from django.apps import AppConfig
from django.core import checks


class PrivacyConfig(AppConfig):
    name = "handrail.privacy"
    label = "privacy"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from handrail.privacy.agreements.deploy_check import check_operator_role  # needs models, loaded only now

        checks.register(check_operator_role, "privacy", deploy=True)

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "handrail.accounts"
    label = "accounts"
    default_auto_field = "django.db.models.BigAutoField"

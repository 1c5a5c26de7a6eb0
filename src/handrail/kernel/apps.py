from django.apps import AppConfig


class KernelConfig(AppConfig):
    name = "handrail.kernel"
    label = "kernel"
    default_auto_field = "django.db.models.BigAutoField"

from django.apps import AppConfig


class MeetingsConfig(AppConfig):
    """Every fellowship's meetings in one finder: what feeds tell of them, and what people say who went."""

    name = "handrail.meetings"
    label = "meetings"
    default_auto_field = "django.db.models.BigAutoField"

from django.apps import AppConfig


class InteropConfig(AppConfig):
    """The ways in for other programs. It stores nothing of its own."""

    name = "handrail.interop"
    label = "interop"

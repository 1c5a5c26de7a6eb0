from django.apps import AppConfig


class PagesConfig(AppConfig):
    name = "handrail.pages"
    label = "pages"

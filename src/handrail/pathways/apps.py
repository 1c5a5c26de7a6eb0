from django.apps import AppConfig


class PathwaysConfig(AppConfig):
    name = "handrail.pathways"
    label = "pathways"

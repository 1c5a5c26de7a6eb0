"""Puts our admin in the place of Django's, before anything registers with it."""

from django.contrib.admin.apps import AdminConfig


class OperatorsAdminConfig(AdminConfig):
    """The admin that the packages register with."""

    default_site = "handrail.accounts.admin_site.OperatorsAdmin"

import pytest
from django.apps import apps
from django.contrib import admin
from django.contrib.auth import get_user_model

from signing_in import sign_in

# What an operator may handle. No model about a person is here, and none may come in unnoticed (S10).
FREE_OF_PERSONS = {
    "auth.Group",
    "directory.DirectoryImport",
    "directory.Facility",
    "directory.LocalHelp",
    "directory.RefusedRow",  # of individual clinicians it keeps a number and a reason, no name
    "directory.ServiceCode",
    "meetings.Feed",  # a public list and who publishes it
    "meetings.Meeting",
    "meetings.PeoplesWord",  # what reports of several days come to: nothing of who made them, or when
}


def test_admin_registers_no_model_about_a_person():
    registered = {model._meta.label for model in admin.site._registry}

    assert registered == FREE_OF_PERSONS


@pytest.mark.django_db
@pytest.mark.parametrize(
    "label", ["accounts.User", "accounts.SignIn", "privacy.Identity", "sessions.Session", "admin.LogEntry"]
)
def test_superuser_finds_no_page_of_a_personal_model(client, label):
    model = apps.get_model(label)
    superuser = get_user_model().objects.create_superuser("operator", password="a-long-enough-one")
    sign_in(client, superuser)
    folder = f"/admin/{model._meta.app_label}/{model._meta.model_name}/"

    statuses = [client.get(f"{folder}{rest}").status_code for rest in ("", "add/", f"{superuser.pk}/change/")]

    assert statuses == [404, 404, 404]


@pytest.mark.django_db
def test_user_is_shown_by_a_random_name_in_every_log():
    user = get_user_model().objects.create_user("jane.doe")

    assert str(user) == user.public_id
    assert "jane" not in str(user)

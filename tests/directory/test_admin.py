"""An operator looks facilities up; only an import writes them."""

import pytest
from django.contrib import admin
from django.contrib.auth import get_user_model
from django.test import RequestFactory

from factories import make_facility
from handrail.directory.models import DirectoryImport, DirectoryRevision, Facility, RefusedRow, ServiceCode


@pytest.mark.parametrize("model", [Facility, DirectoryImport, RefusedRow, ServiceCode])
def test_admin_of_the_directory_is_for_looking_only(model):
    request = RequestFactory().get("/admin/")
    request.user = get_user_model()(username="operator", is_staff=True, is_superuser=True)
    registered = admin.site.get_model_admin(model)

    allowed = registered.get_model_perms(request)

    assert allowed == {"add": False, "change": False, "delete": False, "view": True}


def test_admin_does_not_show_the_revision():
    assert not admin.site.is_registered(DirectoryRevision)


@pytest.mark.django_db
@pytest.mark.parametrize("rows", [1, 3])
def test_facility_list_takes_as_many_queries_for_three_rows_as_for_one(rows, django_assert_num_queries):
    for _ in range(rows):
        make_facility()
    request = RequestFactory().get("/admin/", {"q": "Example"})
    request.user = get_user_model()(username="operator", is_staff=True, is_superuser=True)
    registered = admin.site.get_model_admin(Facility)

    with django_assert_num_queries(2):
        found = registered.get_changelist_instance(request)
        assert len(list(found.result_list)) == rows

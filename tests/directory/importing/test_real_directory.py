"""The real directory of two years and a real export, where they are at hand."""

import pytest

from handrail.directory.actions import ImportOptions, import_facilities
from handrail.directory.models import Facility, ServiceCode

pytestmark = [pytest.mark.slow, pytest.mark.shared_data, pytest.mark.django_db]


def counts(report):
    return report.rows, report.new, report.changed, report.unchanged, report.gone, report.refused


def test_two_years_and_an_export_follow_each_other(shared_data, at, settings, tmp_path):
    settings.VAR = tmp_path / "var"
    folder = shared_data / "samhsa"
    points = ImportOptions(coordinates=folder / "derived_su_2023_with_coordinates.csv.gz")
    export = folder / "findtreatment_export_tx_2023.csv.gz"

    def load(name, options=None):
        return counts(import_facilities(path=folder / name, at=at, options=options or ImportOptions()))

    assert load("national_directory_su_2022.xlsx") == (12_176, 12_175, 0, 1, 0, 0)
    before = set(Facility.objects.values_list("public_id", flat=True))
    rows, new, changed, unchanged, gone, refused = load("national_directory_su_2023.xlsx", points)
    assert (rows, refused) == (12_744, 2)
    assert new + changed + unchanged + refused == rows
    assert 2_800 < new < 3_000
    assert 2_250 < gone < 2_400
    assert before <= set(Facility.objects.values_list("public_id", flat=True))
    assert Facility.objects.listed().filter(precision="address").count() > 10_400
    assert Facility.objects.listed().filter(latitude=None).count() < 20
    assert ServiceCode.objects.count() == 227  # 224 of 2023 and three that only 2022 had

    assert load("national_directory_su_2023.xlsx", points) == (12_744, 0, 0, 12_742, 0, 2)
    assert load("national_directory_su_2023.xlsx") == (12_744, 0, 0, 12_742, 0, 2)
    first, again = load(export.name), load(export.name)
    assert (first[0], first[4], first[5]) == (871, 0, 0)
    assert again == (871, 0, 0, 871, 0, 0)

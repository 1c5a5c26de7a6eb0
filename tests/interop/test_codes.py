from handrail.directory.labels import code_labels
from handrail.directory.models import ServiceCode
from interop.schema import faults


def make_code(code: str, **facts) -> ServiceCode:
    known = {"name": f"Official {code}", "category_code": "X", "category_name": "A category", "last_year": 2024}
    return ServiceCode.objects.create(code=code, **(known | facts))


def entries(response) -> dict[str, dict]:
    return {entry["code"]: entry for entry in response.json()["codes"]}


def test_codes_are_all_there_in_both_languages_and_the_order_of_the_dictionary(caller):
    answered = caller.get("/api/codes")

    assert faults("list_codes", answered.json()) == []
    assert list(entries(answered)) == list(code_labels())
    assert entries(answered)["BU"] == {
        "code": "BU",
        "group": "medicine",
        "en": code_labels()["BU"].en,
        "es": code_labels()["BU"].es,
        "official_name": None,
        "definition": None,
        "category": None,
        "last_year": None,
    }


def test_codes_carry_the_official_words_where_a_directory_brought_them(caller):
    make_code("BU", name="Buprenorphine used in treatment", definition="A medicine.")
    make_code("ZZZ9")

    found = entries(caller.get("/api/codes"))

    assert (found["BU"]["official_name"], found["BU"]["definition"], found["BU"]["last_year"]) == (
        "Buprenorphine used in treatment",
        "A medicine.",
        2024,
    )
    assert (found["ZZZ9"]["en"], found["ZZZ9"]["group"], found["ZZZ9"]["definition"]) == (
        "Official ZZZ9",
        "other",
        None,
    )
    assert list(found)[-1] == "ZZZ9"


def test_codes_can_be_kept_until_their_words_change(caller):
    first = caller.get("/api/codes")
    again = caller.get("/api/codes", **{"if-none-match": first.headers["ETag"]})
    make_code("ZZZ9")
    changed = caller.get("/api/codes", **{"if-none-match": first.headers["ETag"]})

    assert [each.status_code for each in (first, again, changed)] == [200, 304, 200]
    assert first.headers["Cache-Control"] == "public, max-age=3600"
    assert changed.headers["ETag"] != first.headers["ETag"]


def test_codes_cost_one_query_however_many_are_explained(caller, one_minute, django_assert_num_queries):
    caller.get("/api/codes")
    for number in (1, 3):
        make_code(f"ZZ{number}")
        with django_assert_num_queries(1):
            caller.get("/api/codes")

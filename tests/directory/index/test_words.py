"""Words are compared folded, and found only where they stand."""

from handrail.directory.index.words import build_postings, wanted_words, words_of


def test_words_of_a_name_are_folded_and_split_at_signs():
    name = "St. Mary's Clínica  Bayamón / OTP-2"

    found = words_of(name)

    assert found == ("st", "mary", "s", "clinica", "bayamon", "otp", "2")


def test_wanted_words_skip_blanks_and_keep_signs_that_match_nothing():
    asked = ("  ", "Bayamón clinic", "🙂")

    found = wanted_words(asked)

    assert found == {"bayamon", "clinic", "🙂"}


def test_postings_answer_within_runs_only():
    postings = build_postings([{"a"}, {"a", "b"}, set(), {"b"}, {"a"}])

    found = [
        postings.of(word, runs).tolist() for word, runs in (("a", [[0, 5]]), ("a", [[1, 2], [4, 5]]), ("c", [[0, 5]]))
    ]

    assert found == [[0, 1, 4], [1, 4], []]

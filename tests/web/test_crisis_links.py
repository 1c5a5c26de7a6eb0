from handrail.web.crisis_links import with_crisis_links


def test_number_that_stands_alone_is_a_link_and_the_rest_is_as_it_was():
    made = with_crisis_links("Call 911, or <text> 988. See 45 CFR 164.911 and 9110.", ("911", "988"))

    assert made == (
        'Call <a href="tel:911">911</a>, or &lt;text&gt; <a href="tel:988">988</a>. See 45 CFR 164.911 and 9110.'
    )


def test_country_without_such_numbers_has_no_link():
    assert with_crisis_links("Call 911.", ()) == "Call 911."

import threading
from datetime import timedelta
from unittest.mock import patch

import pytest
from django.db import IntegrityError, connection, transaction

from handrail.privacy.domain.fixed_periods import Period, PeriodKind
from handrail.privacy.domain.small_numbers import SUPPRESSED
from handrail.referrals.domain.mirror_dimensions import Dimension
from handrail.referrals.domain.publications import Publication
from handrail.referrals.mirroring import actions
from handrail.referrals.mirroring.actions import publish_mirror, published
from handrail.referrals.mirroring.pages import rows_of
from handrail.referrals.mirroring.queries import arrival_rates_now, published_names, published_period
from handrail.referrals.models import PublishedPeriod
from referrals.mirroring.quarters import DUE, STATE_DUE, a_quarter, arrives, publish_all, publish_large
from referrals.samples import make_program

QUARTER = Period(2026, 10, PeriodKind.QUARTER)


@pytest.mark.django_db
def test_nothing_is_published_before_it_is_due():
    a_quarter(came=1, turned_away=0)

    done = publish_mirror(at=DUE - timedelta(days=1))

    assert (done, PublishedPeriod.objects.count()) == (0, 0)


@pytest.mark.django_db
def test_without_a_referral_there_is_no_network_and_nothing_is_published():
    assert publish_mirror(at=DUE) == 0


@pytest.mark.django_db
def test_each_period_is_published_once_in_its_order_and_never_again():
    a_quarter(came=1, turned_away=0)

    done = [publish_mirror(at=moment) for moment in (DUE, DUE, DUE, STATE_DUE, STATE_DUE, STATE_DUE)]

    assert done == [1, 1, 0, 1, 1, 0]
    assert list(PublishedPeriod.objects.order_by("pk").values_list("what", "period")) == [
        ("quarter", "2026-Q4"),
        ("year", "2026"),
        ("quarter", "2027-Q1"),
        ("state", "2026-Q4"),
    ]


@pytest.mark.django_db
def test_what_is_published_never_changes_whatever_comes_later():
    facility = a_quarter(came=14, turned_away=12)
    publish_all(at=DUE)
    before = PublishedPeriod.objects.get(what=Publication.QUARTER)
    arrives(facility)

    publish_all(at=DUE)

    assert PublishedPeriod.objects.get(what=Publication.QUARTER).tables == before.tables
    for change in ("UPDATE referrals_publishedperiod SET period = '2025'", "DELETE FROM referrals_publishedperiod"):
        with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(change)


@pytest.mark.django_db
@pytest.mark.parametrize(
    "values",
    [
        {"what": "month", "period": "2026-Q4"},
        {"what": "quarter", "period": "2026"},
        {"what": "year", "period": "2026-Q4"},
        {"what": "quarter", "period": "2026-Q5"},
    ],
)
def test_the_database_refuses_what_is_no_period(values):
    with pytest.raises(IntegrityError), transaction.atomic():
        PublishedPeriod.objects.create(published_at=DUE, tables={}, **values)

    assert PublishedPeriod.objects.count() == 0


@pytest.mark.django_db
def test_quarter_shows_what_is_of_eleven_or_more_and_of_a_part_too_small_at_least_how_many():
    a_quarter(came=14, turned_away=12)

    publish_all(at=DUE)
    network = rows_of(published_period(Publication.QUARTER, "2026-Q4"), Dimension.SOURCE)[-1]

    assert (network.label, network.asked, network.arrived, network.arrived_at_least) == (None, 26, SUPPRESSED, 14)


@pytest.mark.django_db
def test_year_adds_up_from_what_its_quarter_kept():
    (_, one), (_, other) = make_program(), make_program()
    publish_large(one.public_id, other.public_id)

    network = rows_of(published_period(Publication.YEAR, "2026"), Dimension.PROGRAM)[-1]
    quarter = rows_of(published_period(Publication.QUARTER, "2026-Q2"), Dimension.SOURCE)[-1]

    assert (network.asked, network.arrived_at_least) == (quarter.asked, quarter.arrived_at_least)
    assert network.waits == quarter.waits


@pytest.mark.django_db
def test_too_few_people_leave_no_number_anywhere():
    a_quarter(came=9, turned_away=1)

    publish_all()
    rows = [
        rows_of(published_period(Publication.QUARTER, "2026-Q4"), each) for each in (Dimension.SOURCE, Dimension.NEED)
    ]

    assert {row.asked for table in rows for row in table} == {SUPPRESSED}
    assert {number for table in rows for row in table for number in row.columns.values()} == {SUPPRESSED}


@pytest.mark.django_db
def test_what_is_kept_beside_the_tables_tells_no_moment_and_no_referral():
    facility = a_quarter(came=1, turned_away=1)

    publish_all(at=DUE)
    facts = PublishedPeriod.objects.get(what=Publication.QUARTER).facts

    assert [set(line) for line in facts] == [
        {"program", "source", "need", "ending", "reason", "confirmed_by", "answer", "accept", "visit", "dose"}
    ] * 2
    assert {line["program"] for line in facts} == {facility.public_id}
    assert "2026" not in str([{**line, "program": ""} for line in facts])


@pytest.mark.django_db
def test_second_worker_that_counted_too_publishes_nothing():
    a_quarter(came=1, turned_away=0)
    publish_all(at=DUE)

    again = published(Publication.QUARTER, QUARTER, tables={"other": 1}, facts=[], at=DUE)

    assert again is None
    assert published_names(Publication.QUARTER) == ["2026-Q4"]


@pytest.mark.django_db(transaction=True)
def test_two_workers_at_once_publish_once():
    a_quarter(came=1, turned_away=0)
    both_counted, done = threading.Barrier(2), []
    count = actions.counted

    def counted(*args, **named):
        found = count(*args, **named)
        both_counted.wait(timeout=60)
        return found

    def work():
        try:
            done.append(publish_mirror(at=DUE))
        finally:
            connection.close()

    with patch.object(actions, "counted", counted):
        workers = [threading.Thread(target=work) for _ in range(2)]
        for worker in workers:
            worker.start()
        for worker in workers:
            worker.join()

    assert sorted(done) == [0, 1]
    assert published_names(Publication.QUARTER) == ["2026-Q4"]


@pytest.mark.django_db
def test_rates_come_from_settled_quarters_alone():
    one, other = a_quarter(came=12, turned_away=0), a_quarter(came=12, turned_away=0)
    before = arrival_rates_now()

    publish_all(at=DUE)
    rates = arrival_rates_now()

    assert before == {}
    # Known of both, and compared with nobody: a program's word alone confirms no arrival (S29).
    assert rates == {one.public_id: None, other.public_id: None}

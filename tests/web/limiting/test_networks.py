import pytest
from django.test import RequestFactory

from handrail.web.limiting.networks import network_of


@pytest.mark.parametrize(
    ("address", "network"),
    [
        ("203.0.113.77", "203.0.113.0/24"),
        ("203.0.113.9", "203.0.113.0/24"),
        ("::ffff:203.0.113.9", "203.0.113.0/24"),
        ("2001:db8:1:2ff::1", "2001:db8:1:200::/56"),
        ("fe80::1%eth0", "fe80::/56"),
        ("203.0.113.77:5678", "203.0.113.0/24"),
        ("[2001:db8:1:2ff::1]:5678", "2001:db8:1:200::/56"),
        ("[2001:db8:1:2ff::1]", "2001:db8:1:200::/56"),
        ("203.0.113.77:port", "unknown"),
        ("[2001:db8:1:2ff::1]5678", "unknown"),
        ("", "unknown"),
        ("not an address", "unknown"),
    ],
)
def test_network_is_coarser_than_an_address(address, network):
    request = RequestFactory().get("/", REMOTE_ADDR=address)

    assert network_of(request) == network


@pytest.mark.asvs("V4.1.3", "V15.3.4")
@pytest.mark.parametrize(
    ("proxies", "forwarded", "network"),
    [
        (0, "198.51.100.1", "203.0.113.0/24"),
        (1, "192.0.2.1, 198.51.100.1", "198.51.100.0/24"),
        (2, "192.0.2.1, 198.51.100.1", "192.0.2.0/24"),
        (2, "198.51.100.1", "203.0.113.0/24"),
        (1, "", "203.0.113.0/24"),
        (1, "192.0.2.1, rubbish", "unknown"),
    ],
)
def test_only_the_counted_proxies_are_believed(settings, proxies, forwarded, network):
    settings.TRUSTED_PROXIES = proxies
    request = RequestFactory().get("/", REMOTE_ADDR="203.0.113.5", HTTP_X_FORWARDED_FOR=forwarded)

    assert network_of(request) == network

"""What is kept of a browser."""

import pytest

from lupaus.accounts import cache_keys, devices

CHROME = "Mozilla/5.0 (Linux; Android 15) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/143.0.0.0 Mobile Safari/537.36"
SAFARI = "Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) AppleWebKit/605.1.15 Mobile Safari/604.1"
EDGE = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/143.0.0.0 Safari/537.36 Edg/143.0.0.0"


@pytest.mark.parametrize(
    ("user_agent", "name"),
    [
        (CHROME, "Chrome, Android"),
        (SAFARI, "Safari, iPhone"),
        (EDGE, "Edge, Windows"),
        ("curl/8", ""),
        ("", ""),
        ("Firefox/999 <script>", "Firefox"),
        ("x" * 100_000, ""),
    ],
)
def test_a_browser_is_its_name_and_system(user_agent: str, name: str) -> None:
    assert devices.browser_of(user_agent) == name


@pytest.mark.parametrize(
    ("address", "network"),
    [
        ("198.51.100.77", "198.51.100.0/24"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1::/48"),
        ("::ffff:198.51.100.77", "198.51.100.0/24"),
        ("", ""),
        ("unknown", ""),
        ("198.51.100.77, 1.2.3.4", ""),
    ],
)
def test_an_address_is_its_network(address: str, network: str) -> None:
    assert devices.network_of(address) == network


def test_the_name_of_a_cache_entry_shows_no_address() -> None:
    name = cache_keys.hashed("allauth:rl:login:10/m/ip:ip:198.51.100.77", "", 1)

    assert name.startswith("1:")
    assert "198" not in name
    assert name != cache_keys.hashed("allauth:rl:login:10/m/ip:ip:198.51.100.78", "", 1)

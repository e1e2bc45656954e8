"""What a cassette must not hold is taken out; what medicine writes is not."""

from __future__ import annotations

import pytest

from wikiclean.fetch.cassette_format import Exchange
from wikiclean.fetch.redact import redact_exchange, redact_url


def body_of(text: str) -> str:
    return redact_exchange(Exchange("GET", "https://wiki.example/", 200, "OK", {}, text.encode())).body.decode()


@pytest.mark.parametrize(
    ("url", "cleaned"),
    [
        ("https://me:secret@wiki.example/wiki/A", "https://wiki.example/wiki/A"),
        ("https://wiki.example/w/api.php?page=A&token=abc", "https://wiki.example/w/api.php?page=A&token=REDACTED"),
        (
            "https://wiki.example/?access_token=x&api-key=y",
            "https://wiki.example/?access_token=REDACTED&api-key=REDACTED",
        ),
        ("https://wiki.example/?contact=me@lab.test", "https://wiki.example/?contact=someone%40example.org"),
        ("https://wiki.example/wiki/Key?page=Passwords", "https://wiki.example/wiki/Key?page=Passwords"),
        ("http://127.0.0.1:8139/wiki/A%20b?x=%20", "http://127.0.0.1:8139/wiki/A%20b?x=%20"),
    ],
)
def test_addresses(url: str, cleaned: str) -> None:
    assert redact_url(url) == cleaned
    assert redact_url(cleaned) == cleaned


def test_headers() -> None:
    headers = {"Set-Cookie": "id=1", "X-Auth-Token": "abc", "Location": "/wiki/A", "X-Client-IP": "203.0.113.7 8.8.8.8"}
    cleaned = redact_exchange(Exchange("GET", "https://wiki.example/", 200, "OK", headers)).headers
    assert cleaned == {"X-Auth-Token": "REDACTED", "Location": "/wiki/A", "X-Client-IP": "203.0.113.7 192.0.2.1"}


@pytest.mark.parametrize(
    ("text", "cleaned"),
    [
        ("write to jane.doe+wiki@lab.test now", "write to someone@example.org now"),
        ("edited by 81.2.69.142 yesterday", "edited by 192.0.2.1 yesterday"),
        ('{"wgUserName":"Jane","csrftoken":"abc+\\\\"}', '{"wgUserName":"REDACTED","csrftoken":"REDACTED"}'),
    ],
)
def test_bodies(text: str, cleaned: str) -> None:
    assert body_of(text) == cleaned
    assert body_of(cleaned) == cleaned


@pytest.mark.parametrize(
    "text",
    [
        "cathepsin G (EC 3.4.21.20) and trypsin (3.4.21.4)",
        "version 1.39.17.2 on 127.0.0.1, 10.0.0.8",
        "0.5 mg to 12.5.2019 and 300.400.500.600",
        "5 mg @ 8 h; name@host; @media print",
        '{"token":"","anontoken":"+\\\\"}',
    ],
)
def test_what_only_looks_like_it_stays(text: str) -> None:
    assert body_of(text) == text


def test_what_is_no_text_stays() -> None:
    picture = b"\x89PNG\r\n\xff\xfe me@lab.test"
    assert redact_exchange(Exchange("GET", "https://wiki.example/", 200, "OK", {}, picture)).body == picture

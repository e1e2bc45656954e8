"""Sitemaps and feeds, with what an open API makes of the addresses in them."""

from __future__ import annotations

import gzip
import json
from collections.abc import Callable
from typing import Any
from urllib.parse import parse_qsl, quote, urlsplit

import pytest
from server import Reply, Site

from wikiclean.errors import LimitError, RefusedError
from wikiclean.fetch.discover import discover_titles
from wikiclean.fetch.selection import Selection
from wikiclean.fetch.session import SessionSettings, open_session
from wikiclean.fetch.traffic import Traffic

LOCAL = SessionSettings(allow_private=True, robots="off", rate=1e6, retries=0)
XML = {"Content-Type": "application/xml"}
REDIRECTS = {"ASS": "Aspirin"}
SPACES = {"Talk:Aspirin": 1, "Nowhere": None}


def resolving(asked: str) -> Reply:
    """A stand-in for the API's `query` module that knows redirects, namespaces and missing pages."""
    query = dict(parse_qsl(urlsplit(asked).query))
    titles = query["titles"].split("|")
    assert len(titles) <= 50
    redirects = [{"from": title, "to": REDIRECTS[title]} for title in titles if title in REDIRECTS]
    pages: list[dict[str, Any]] = []
    for title in dict.fromkeys(REDIRECTS.get(title, title) for title in titles):
        space = SPACES.get(title, 0)
        pages.append(
            {"title": title, "ns": 0, "missing": True} if space is None else {"title": title, "ns": space, "pageid": 1}
        )
    return Reply(body=json.dumps({"batchcomplete": True, "query": {"redirects": redirects, "pages": pages}}).encode())


def urlset(site: Site, *titles: str) -> Reply:
    entries = "".join(f"<url><loc>{site.url}/wiki/{quote(title)}</loc></url>" for title in titles)
    space = "http://www.sitemaps.org/schemas/sitemap/0.9"
    return Reply(body=f'<?xml version="1.0"?><urlset xmlns="{space}">{entries}</urlset>'.encode(), headers=XML)


def index(site: Site, *paths: str) -> Reply:
    entries = "".join(f"<sitemap><loc>{site.url}{path}</loc></sitemap>" for path in paths)
    return Reply(body=f"<sitemapindex>{entries}</sitemapindex>".encode(), headers=XML)


def select(site: Site, traffic: Traffic | None = None, **selection: Any) -> list[str]:
    with open_session(LOCAL, traffic=traffic) as session:
        return list(discover_titles(Selection(**selection), site=site.url, session=session))


class TestSitemaps:
    def test_pages_come_with_redirects_resolved_and_of_the_namespaces_wanted(self, site: Site) -> None:
        site.replies |= {
            "/w/api.php": [resolving],
            "/map.xml": [urlset(site, "Aspirin", "ASS", "Talk:Aspirin", "Nowhere", "Äther")],
        }
        traffic = Traffic()
        assert select(site, traffic, sitemap=f"{site.url}/map.xml") == ["Aspirin", "Aspirin", "Äther"]
        assert select(site, sitemap=f"{site.url}/map.xml", namespaces=(1,)) == ["Talk:Aspirin"]
        told = traffic.described()["wikis"][site.url]["resolved"]
        assert told == {"asked": 5, "normalized": 0, "redirects": 1}

    def test_titles_are_resolved_fifty_a_request(self, site: Site) -> None:
        titles = [f"Page {number}" for number in range(120)]
        site.replies |= {"/w/api.php": [resolving], "/map.xml": [urlset(site, *titles)]}
        assert select(site, sitemap=f"{site.url}/map.xml") == titles
        assert site.paths.count("/w/api.php") == 3

    def test_long_titles_make_no_address_too_long(self, site: Site) -> None:
        titles = ["長" * 80 + str(number) for number in range(30)]
        site.replies |= {"/w/api.php": [resolving], "/map.xml": [urlset(site, *titles)]}
        assert select(site, sitemap=f"{site.url}/map.xml") == titles
        assert max(len(asked) for asked, _ in site.seen) < 8000

    def test_without_an_api_addresses_are_taken_as_they_are(self, site: Site) -> None:
        site.replies["/map.xml"] = [urlset(site, "Aspirin", "ASS")]
        assert select(site, sitemap=f"{site.url}/map.xml") == [f"{site.url}/wiki/Aspirin", f"{site.url}/wiki/ASS"]

    def test_those_that_robots_txt_names_with_indexes_and_packed_files(self, site: Site) -> None:
        names = f"Sitemap: {site.url}/index.xml\nUser-agent: *\nDisallow: /\nSitemap: {site.url}/list.txt\n"
        site.replies |= {
            "/robots.txt": [Reply(body=names.encode())],
            "/index.xml": [index(site, "/a.xml.gz", "/index.xml", "/sitemap-wiki-NS_1-0.xml", "/sitemap-wiki-NS_0-0.xml")],
            "/a.xml.gz": [Reply(body=gzip.compress(urlset(site, "Aspirin").body), headers={"Content-Type": "application/gzip"})],
            "/sitemap-wiki-NS_0-0.xml": [urlset(site, "Codeine")],
            "/list.txt": [Reply(body=f"{site.url}/wiki/Gout\n\n".encode(), headers={"Content-Type": "text/plain"})],
        }  # fmt: skip
        found = select(site, sitemap="robots")
        assert [address.rpartition("/")[2] for address in found] == ["Gout", "Aspirin", "Codeine"]
        assert "/sitemap-wiki-NS_1-0.xml" not in site.paths, "files of other namespaces are not asked for"

    def test_indexes_of_indexes_end(self, site: Site) -> None:
        site.replies["*"] = [lambda asked: index(site, f"{asked}x", f"{asked}y")]
        assert select(site, sitemap=f"{site.url}/") == []
        assert len(site.seen) == 1 + 2 + 4 + 8

    def test_pages_of_another_host_are_left_out(self, site: Site) -> None:
        there = Site(url="https://other.example")
        site.replies["/map.xml"] = [
            Reply(body=urlset(site, "Aspirin").body.replace(b"</urlset>", b"<url><loc>https://other.example/wiki/X</loc></url></urlset>"), headers=XML),
            urlset(there, "Aspirin"),
        ]  # fmt: skip
        assert select(site, sitemap=f"{site.url}/map.xml") == [f"{site.url}/wiki/Aspirin"]
        with pytest.raises(RefusedError, match=r"other\.example.*--site"):
            select(site, sitemap=f"{site.url}/map.xml")

    @pytest.mark.parametrize(
        ("body", "error"),
        [
            (b"<urlset><url><loc>", RefusedError),
            (b"\x00\x01", RefusedError),
            (b"<html><body>Welcome</body>", RefusedError),
            (b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">'
             b'<!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;">]><urlset><url><loc>&c;</loc></url></urlset>', None),
            (b'<!DOCTYPE x [<!ENTITY f SYSTEM "file:///etc/passwd">]><urlset><url><loc>&f;</loc></url></urlset>', None),
            (gzip.compress(b" " * 60_000_000), LimitError),
        ],
        ids=["cut", "binary", "html", "bomb", "file", "packed bomb"],
    )  # fmt: skip
    def test_what_is_no_sitemap(self, site: Site, body: bytes, error: type[Exception] | None) -> None:
        site.replies["/map.xml"] = [Reply(body=body, headers=XML)]
        if error is None:
            assert select(site, sitemap=f"{site.url}/map.xml") == []
        else:
            with pytest.raises(error):
                select(site, sitemap=f"{site.url}/map.xml")

    def test_where_robots_txt_names_none(self, site: Site) -> None:
        with pytest.raises(RefusedError, match="--sitemap URL"):
            select(site, sitemap="robots")


ATOM = """<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom"><title>Changes</title>
<link rel="alternate" href="{0}/wiki/Special:RecentChanges"/>
<entry><title>Aspirin</title><link rel="self" href="{0}/feed"/><link href="{0}/index.php?title=Aspirin&amp;diff=9&amp;oldid=8"/></entry>
<entry><title>Talk</title><link rel="alternate" href="{0}/wiki/Talk:Aspirin"/></entry>
<entry><title>Elsewhere</title><link href="https://other.example/wiki/X"/></entry></feed>"""
RSS = """<rss version="2.0"><channel><link>{0}/wiki/Special:NewPages</link>
<item><title>Aspirin</title><link>{0}/wiki/Aspirin</link><description>&lt;p&gt;words</description></item>
<item><title>ASS</title><link>{0}/wiki/ASS</link></item></channel></rss>"""


@pytest.mark.parametrize(
    ("feed", "api", "found"),
    [
        (ATOM, [resolving], ["Aspirin"]),
        (ATOM, [Reply(404)], ["Aspirin", "{0}/wiki/Talk:Aspirin"]),
        (RSS, [resolving], ["Aspirin", "Aspirin"]),
        (RSS, [Reply(404)], ["{0}/wiki/Aspirin", "{0}/wiki/ASS"]),
    ],
)
def test_feeds(site: Site, feed: str, api: list[Reply | Callable[[str], Reply]], found: list[str]) -> None:
    site.replies |= {"/feed": [Reply(body=feed.format(site.url).encode(), headers=XML)], "/w/api.php": api}
    assert select(site, feed=f"{site.url}/feed") == [each.format(site.url) for each in found]


def test_an_api_with_trouble_is_no_closed_one(site: Site) -> None:
    site.replies |= {"/map.xml": [urlset(site, "Aspirin")], "/w/api.php": [Reply(503)]}
    with pytest.raises(RefusedError, match="503"):
        select(site, sitemap=f"{site.url}/map.xml")

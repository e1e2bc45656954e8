"""Pages as received: from a wiki over HTTP, from a cassette, from files.

steps.py            fetch_page
target.py           what the user names: a title, a page's address
mediawiki.py        a page by each of a wiki's renderings
endpoints.py        where a wiki's api.php is
memory.py           what a session learns of a wiki
session.py          one polite session: who we are, and one answer from one request
guard.py            what is never asked
pace.py             how fast a host is asked
patience.py         how long an answer may take, and when to ask once more
body.py             an answer's bytes, whole or not at all
clock.py            the time a session goes by
cassette.py         record what a session gets, and replay it
cassette_format.py  the file of a cassette
inputs/             pages that are already on disk
"""

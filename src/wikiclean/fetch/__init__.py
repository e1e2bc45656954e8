"""Pages as received: from a wiki over HTTP, from a cassette, from files.

one page
  steps.py            fetch_page
  target.py           what the user names: a title, a page's address
  ladder.py           by the best way that the wiki offers
  mediawiki.py        a page in each of a wiki's renderings
  identity.py         whether it is the page that was asked for
  fate.py             what became of a page that is missing
  endpoints.py        where a wiki's api.php and rest.php are
  api.py, siteinfo.py questions to api.php
  memory.py           what is learnt of a wiki

many pages
  selection.py        which ones
  discover.py         their titles
  lists.py, query.py  lists of the API, through all continuations
  resolve.py          what titles mean, fifty a request
  sitemaps.py, xml.py sitemaps and feeds

requests
  session.py          who we are, redirects, robots.txt
  sender.py           one answer from one address, asked for again where that helps
  connect.py          connections to checked addresses only
  guard.py            what is never asked
  credentials.py      who is shown a password
  robots.py           what robots.txt allows
  pace.py             how fast a host is asked
  patience.py         how long an answer may take
  traffic.py          how much a run asks for, and how much it may
  body.py             an answer's bytes, whole or not at all
  clock.py            the time a session goes by

kept
  archive.py          each answer, as a WARC file
  cassette.py         record what a session gets, and replay it
  cassette_format.py  the file of a cassette
  inputs/             pages that are already on disk
"""

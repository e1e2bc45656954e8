"""Pages as received: from a wiki over HTTP, from a cassette, from files.

session.py     one polite session: who we are, how fast, how long, how much
cassette.py    record and replay what a session sends and gets
target.py      what the user names: a title, a page's address
mediawiki.py   one wiki's endpoints, and a page by each of them
steps.py       fetch_page
inputs/        pages that are already on disk
"""

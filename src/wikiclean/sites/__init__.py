"""What each wiki looks like, kept as data: profiles, and the taxonomies of headings and infobox labels.

profile.py     the shape of a profile and its rules; reading one from TOML
registry.py    the shipped profiles, and which of them fits a page
profiles/      one TOML file a site
taxonomy/      section kinds and infobox labels
"""

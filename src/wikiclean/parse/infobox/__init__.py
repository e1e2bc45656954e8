"""Rows of drug and condition infoboxes as typed facts.

rows.py         one row: its values, and evidence in it
identifiers.py  identifiers with their forms and check digits
values.py       names, routes, classes, legal status, pregnancy, chemistry, condition lists
steps.py        all boxes of a page
"""

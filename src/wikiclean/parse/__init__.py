"""A Document becomes a record: every fact with its evidence.

steps.py       parse_document
sections.py    the Document's sections as the record's, with their kinds, and the passages to read
facts.py       which readers read a passage; read_facts for one statement
drug/          readers of statements, one file a kind of fact
infobox/       rows of infoboxes as facts
tokens.py statements.py units.py quantities.py   what the readers are made of
"""

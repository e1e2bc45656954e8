"""Rows of drug and condition infoboxes as typed facts.

labels.py        which rows the taxonomy knows, by their own label or one that stands elsewhere
rows.py          one row: its values, and evidence in it
cells.py         a row as facts, by the taxonomy's field; also for a cell without its box
identifiers.py   identifiers: normal.py (forms), addresses.py (in links), structures.py (ATC, InChI, SMILES)
names.py, texts.py, status.py, chemistry.py   all other values
recreational.py  scales of recreational doses: said, and never a dosage
steps.py         all boxes of a page
"""

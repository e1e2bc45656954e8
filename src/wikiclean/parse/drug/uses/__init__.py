"""What a drug is used for, as a phrase: "for the treatment of A and B in adults". Readers of approvals and indications use it.

reader.py  the phrase: its frame, where it ends
frames.py  what leads to it: "for the treatment of", "as adjunctive therapy for"
terms.py   the list as its terms
people.py  whom it is said of
"""

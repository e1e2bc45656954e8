"""Approvals: what a regulator or region decided, when, and for what.

reader.py      the door: a statement, or why it was not read
clauses.py     a statement as clauses: predicate, subject, and what stands round them
predicates.py  "was approved", "received approval", "was withdrawn"
deciders.py    predicates whose subject decides: "the FDA approved X", "Japan refused X a licence"
nouns.py       approvals told as a noun: "approval of X in Japan followed in 2005"
labels.py      predicates of the label: "indications were expanded to include A"
notions.py     an approval as a noun, and the verbs that go with it
subjects.py    whom a clause is about
adjuncts.py    who, where, when, what for; and what says nothing of these
events.py      what was collected, as events with evidence
words.py       closed lists
"""

from .reader import ApprovalReading, read_approvals

__all__ = ["ApprovalReading", "read_approvals"]

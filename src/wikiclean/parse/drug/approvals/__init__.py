"""Approvals: what a regulator or region decided, when, and for what.

reader.py         the door: the events of a statement, or why it was not read
clauses.py        a statement as clauses: a predicate, its subject, what stands round it
fronts.py         what leads in a clause: "In March 2012, in Japan, X was approved"
predicates.py     "was approved", "received approval", "was withdrawn"
deciders.py       predicates whose subject decides: who, and whether ("Japan became the first country to ...")
decisions.py      what a decider does: "approved X", "refused X a licence", "withdrew its approval of X"
notions.py        an approval as a noun, and the verbs that go with it
nouns.py          predicates told as a noun: "approval of X in Japan followed in 2005"
labels.py         predicates of the label: "indications were expanded to include A"
subjects.py       whom a clause is about
drugs.py          drugs as they are named
circumstances.py  dates, places, regulators and markets with their prepositions
adjuncts.py       these, what the approval is for, and what says nothing of it
guards.py         what makes an event say more or less than the page: exceptions, warnings, stray facts
sequels.py        what stands after a predicate: adjuncts, and further events of the same predicate
events.py         what was collected, as events with evidence
words.py          closed lists
"""

from .reader import ApprovalReading, read_approvals

__all__ = ["ApprovalReading", "read_approvals"]

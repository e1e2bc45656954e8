"""Products: how a drug is sold, and the words about them that other readers share.

reader.py        the door: the product clauses of a statement, or why one was not read
clause.py        the grammar of a product clause, read token by token
drafts.py        which strength and container belongs to which form, as the items of a clause come in
parts.py         a product as far as it is read, what is said of brands and generics, and why a clause is refused
scope.py         a brand that has products of its own: "A (5 mg tablets) and B (1% cream)"
sharing.py       strengths said once of several products
naming.py        brand names in a clause without a frame, and which products a brand or generic is said of
bounds.py        where an item is led by "as", and where a clause ends
asides.py        what says nothing of a product: who makes it, since when, where, why and for whom
mentions.py      brand names given in passing, where no product clause is
brands.py        brand names with the frame that says they are: "under the brand names A and B"
combinations.py  the partners of a fixed combination
dose_forms.py    dose forms and containers, with their qualifiers
strengths.py     strengths with their units and what they are in
subjects.py      what a clause is about: the page's drug, or something else
verbs.py         verbs and headers that say that a drug is on the market
words.py         closed lists
"""

from .reader import ProductReading, read_products

__all__ = ["ProductReading", "read_products"]

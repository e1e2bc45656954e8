"""A page becomes a Document and a ledger of everything that did not reach it."""

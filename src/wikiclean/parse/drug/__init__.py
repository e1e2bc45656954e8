"""Readers of statements about drugs: one file a kind of fact, and the words they know."""

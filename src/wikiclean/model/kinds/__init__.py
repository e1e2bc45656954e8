"""Facts by kind of record."""

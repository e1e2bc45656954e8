"""wikiclean: encyclopedia pages in, cleaned articles and typed monograph records out. Not medical advice."""

__version__ = "0.1.0"

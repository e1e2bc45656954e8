"""Records for people: facts in words, and a page of them as text or Markdown."""

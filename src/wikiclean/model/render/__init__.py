"""One Document, shown as text, Markdown, HTML or plain data. Pure functions; `Document.to_…` call them.

records/   a record for people
"""

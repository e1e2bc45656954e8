"""What the readers of approvals and indications found, as short lines."""

from __future__ import annotations

from wikiclean.model.kinds.drug import ApprovalEvent, Indication
from wikiclean.parse import Facts, read_facts


def read(text: str) -> Facts:
    title = "Trastuzumab" if text.startswith(("Trastuzumab", "Pertuzumab")) else "Testol"
    return read_facts(text, section="background", title=title)


def events(text: str) -> list[str]:
    """ "approved US FDA 1998-05: gout; lupus (other drug)" an event."""
    made = []
    for event in read(text).facts.get("approvals", ()):
        assert isinstance(event, ApprovalEvent)
        line = " ".join(filter(None, [event.action, event.region, event.regulator, event.date]))
        line += ": " + "; ".join(event.indications) if event.indications else ""
        made.append(line + f" ({event.subject})" if event.subject else line)
    return made


def indications(text: str) -> list[str]:
    """ "gout - approved - adults" an indication."""
    made = []
    for fact in read(text).facts.get("indications", ()):
        assert isinstance(fact, Indication)
        made.append(" - ".join(filter(None, [fact.text, fact.status, fact.population and fact.population.text])))
    return made


def refusals(text: str) -> list[str]:
    return [statement.reason for statement in read(text).unparsed if statement.topic == "approval"]

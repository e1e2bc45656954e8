"""How a drug's name is said: respelled ("al" des loo' kin", "KAP-toe-pril") or in the letters of the IPA."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ...model.name import Name
from ..grammar import Statement

__all__ = ["read_pronunciations"]

_BRACKET = re.compile(r"\((?P<inside>[^()]{3,160})\)")
_IPA = re.compile(r"/[^/\s][^/]{1,60}/|\[[^\]\s][^\]]{1,60}\]")
_IPA_LETTERS = frozenset("ɛəɪæɒʊʌɜɑɔʃʒθðŋɡɹˈˌːʔɾɨɚɝ")
_SAID = re.compile(r"(?:also\s+)?pronounced\s*(?:as\s*|:\s*)?", re.IGNORECASE)
_SAID_PLAINLY = re.compile(
    r"\bis\s+pronounced\s+(?:as\s+)?[\"“]?(?P<said>[A-Za-z\"'’ˈ′-]{3,60}(?:\s[A-Za-z\"'’ˈ′-]{1,12}){0,6})"
)
_MARKS = "\"'’”ˈ′"
# Syllables in words, the stressed ones marked: al" des loo' kin.
_SYLLABLE = rf"[A-Za-zəŋ]{{1,7}}[{_MARKS}]?"
_MARKED = re.compile(rf"(?=.*[{_MARKS}]){_SYLLABLE}(?:[ -]{_SYLLABLE}){{2,8}}")
# Syllables with hyphens, the stressed one in capitals: KAP-toe-pril.
_CAPITALS = re.compile(r"(?=.*(?<![^\W_])[A-Z]{2,7}(?![^\W_]))(?=.*[a-zə])[A-Za-zəŋ]{1,7}(?:-[A-Za-zəŋ]{1,7}){1,7}")


def read_pronunciations(statement: Statement) -> Iterator[Name]:
    """Pronunciations in the bracket behind the drug's name, and after "is pronounced"."""
    passage, text = statement.passage, statement.passage.text
    drug = {passage.title.casefold(), *(name.casefold() for name in passage.aliases)}
    for match in _BRACKET.finditer(text, statement.start, statement.end):
        if not _follows_name(text, statement.start, match.start(), drug):
            continue
        for value in _said(match["inside"]):
            evidence = passage.evidence(match.start(), match.end(), "name.pronunciation")
            yield Name(evidence=(evidence,), value=value, kind="pronunciation")
        return
    plain = _SAID_PLAINLY.search(text, statement.start, statement.end) if "pronounced" in statement.words else None
    if plain is not None and _follows_name(text, statement.start, plain.start(), drug):
        evidence = passage.evidence(plain.start(), plain.end(), "name.pronunciation")
        yield Name(evidence=(evidence,), value=plain["said"].strip(), kind="pronunciation")


def _said(inside: str) -> list[str]:
    """Each way to say it, of what stands in the bracket."""
    found = [match.group() for match in _IPA.finditer(inside) if _IPA_LETTERS & set(match.group())]
    rest = _IPA.sub(";", inside)
    for part in re.split(r"[;,]|\bor\b", rest):
        spoken = _SAID.match(part.strip())
        said = part.strip()[spoken.end() :].strip() if spoken else part.strip()
        if (spoken and said) or _MARKED.fullmatch(said) or _CAPITALS.fullmatch(said):
            found.append(said)
    return found


def _follows_name(text: str, start: int, at: int, drug: set[str]) -> bool:
    """Whether what stands directly before is the drug's name, or one or two words that begin the statement."""
    before = text[start:at].strip().casefold()
    return any(before.endswith(name) for name in drug) or 0 < len(before.split()) <= 2

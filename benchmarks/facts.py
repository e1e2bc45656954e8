"""How well and how fast facts are read: statements with readings, ordinary prose, pages that are no drugs, records.

    python benchmarks/facts.py [--check] [--write-docs]

Statements are scored by the scorer that lies beside the shared readings: `open`, that came with it; `tuned` and
`unseen`, our own (`statements/`), written and read by people who had not seen the readers. Readers may be changed for
`tuned`; nobody who works on them looks at `unseen`. All other parts read the shared real pages.
"""

from __future__ import annotations

import cProfile
import json
import pstats
import random
import subprocess
import sys
import time
from argparse import ArgumentParser, RawDescriptionHelpFormatter
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import Any

from corpus import ROOT, read_pages, require
from figures import finish, save

from infobox_judge import gold, judge
from wikiclean.clean.steps import clean_page
from wikiclean.errors import InputError
from wikiclean.model.document import Document
from wikiclean.parse.facts import read_facts
from wikiclean.parse.statements import split_statements
from wikiclean.parse.steps import parse_document

EVALUATION = ROOT.parent / "shared" / "data" / "eval"
STATEMENTS = Path(__file__).with_name("statements")
SENTENCES = 10_000
SEED = 20261125
LONG = 100_000
"""Characters of the longest inputs that must be read within a second."""
INVENTED = ("dosage", "approvals", "products")
"""Facts that no page about anything but drugs may give."""

Figures = dict[str, Any]


def score_statements() -> Figures:
    """Precision, recall and critical errors by set and kind of fact."""
    require(EVALUATION)
    sets = {"open": EVALUATION / "open.jsonl"}
    sets |= {name: STATEMENTS / f"{name}.jsonl" for name in ("tuned", "unseen")}
    return {name: score(gold) for name, gold in sets.items()}


def score(gold: Path) -> Figures:
    """One set of statements through the shared scorer."""
    rows = [json.loads(line) for line in gold.read_text("utf-8").splitlines()]
    with TemporaryDirectory() as folder:
        predictions, result = Path(folder) / "predictions.jsonl", Path(folder) / "result.json"
        with predictions.open("w", encoding="utf-8") as out:
            for row in rows:
                out.write(json.dumps(predict(row)) + "\n")
        command = [sys.executable, str(EVALUATION / "score.py"), str(gold), str(predictions), "--json", str(result)]
        subprocess.run(command, check=True, capture_output=True)
        scored = json.loads(result.read_text("utf-8"))
    return {
        "rows": len(rows),
        "critical": scored["critical"],
        "evidence_errors": scored["evidence_errors"],
        "kinds": {
            kind: {
                "gold": found["tp"] + found["fn"],
                "found": found["tp"],
                "false": found["fp"],
                "precision": rounded(found["precision"]),
                "recall": rounded(found["recall"]),
            }
            for kind, found in {"all": scored["overall"], **scored["kinds"]}.items()
        },
    }


def rounded(share: float | None) -> float | None:
    """To four places; None where there was nothing to judge."""
    return None if share is None else round(share, 4)


def predict(row: dict[str, Any]) -> dict[str, Any]:
    """What is read from a statement, as the scorer takes it."""
    facts = read_facts(row["text"], section=row["section_kind"], title=row["drug"], label=row.get("label"))
    found = {
        kind: [json.loads(fact.model_dump_json(exclude_none=True)) for fact in many]
        for kind, many in facts.facts.items()
    }
    return {"id": row["id"], "facts": found, "unparsed": [statement.reason for statement in facts.unparsed]}


def read_documents() -> list[Document]:
    """Every shared page that is an article."""
    made = []
    for shared in read_pages():
        try:
            document = clean_page(shared.page).document
        except InputError:
            continue
        if document.outcome == "article":
            made.append(document)
    return made


def read_prose(documents: list[Document]) -> Figures:
    """Sentences of pages that are no drugs, as statements of a drug's overview: what is invented, and how fast."""
    sentences = [
        document.text[start:end]
        for document in documents
        if parse_document(document).kind != "drug"
        for start, end in split_statements(document.text)
    ]
    sample = random.Random(SEED).sample(sentences, SENTENCES)
    found: Counter[str] = Counter()
    begun = time.process_time()
    read = [read_facts(sentence, section="overview", title="Testol") for sentence in sample]
    seconds = time.process_time() - begun
    for facts in read:
        found.update({field: len(many) for field, many in facts.facts.items()})
        found["unparsed"] += len(facts.unparsed)
    return {
        "sentences": len(sample),
        "invented": {field: found.get(field, 0) for field in INVENTED},
        "other": {field: count for field, count in sorted(found.items()) if field not in INVENTED},
        "sentences_per_second": round(len(sample) / seconds),
    }


def read_long_inputs() -> Figures:
    """The slowest of inputs of 100,000 characters that are made to be slow, as sections and as cells."""
    worst, slowest = 0.0, ""
    for name, text in long_inputs():
        for section, label in (("dosage_and_administration", None), ("overview", None), ("infobox", "Typical dose"),
                               ("infobox", "Side effects"), ("infobox", "Elimination half-life")):  # fmt: skip
            seconds = seconds_of(lambda text=text, section=section, label=label: read_facts(
                text, section=section, title="Testol", label=label))  # fmt: skip
            if seconds > worst:
                worst, slowest = seconds, f"{name}, {label or section}"
    return {"inputs": len(list(long_inputs())), "slowest_seconds": round(worst, 3), "slowest": slowest}


def long_inputs() -> Iterator[tuple[str, str]]:
    """Texts that repeat what readers look for, as one sentence and as many."""
    pieces = {
        "doses": "the dose is 5 mg or 10 mg daily for 3 to 5 days ",
        "numbers": "1,000,000 ",
        "digits": "9",
        "commas": "rash, ",
        "and": "nausea and ",
        "approved": "was approved in the United States in 1990 and ",
        "available": "is available as tablets of 5, 10 and 20 mg and ",
        "brackets": "(",
        "common": "common side effects include ",
        "percent": "in 5% of patients and 10 ",
        "words": "word ",
        "letters": "a",
        "known": "also known as (ABC-123) or ",
    }
    for name, piece in pieces.items():
        whole = (piece * (LONG // len(piece) + 1))[:LONG]
        yield f"{name}, one sentence", whole
        yield f"{name}, sentences", (piece.strip() + ". ") * (LONG // (len(piece) + 2))
        yield f"{name}, lines", (piece.strip() + "\n") * (LONG // (len(piece) + 1))


def seconds_of(work: Callable[[], object]) -> float:
    """CPU time of one call."""
    begun = time.process_time()
    work()
    return time.process_time() - begun


def read_records(documents: list[Document]) -> Figures:
    """Kinds of the real pages, what was read from those that are no drugs, and what a record costs."""
    kinds: Counter[str] = Counter()
    invented: Counter[str] = Counter()
    times: dict[str, list[float]] = {"drug": [], "condition": [], "article": []}
    of_drugs: Counter[str] = Counter()
    for document in documents:
        parse_document(document)
        times[(record := parse_document(document)).kind].append(seconds_of(lambda at=document: parse_document(at)))
        kinds[record.kind] += 1
        for field in INVENTED if record.kind != "drug" else ():
            invented[field] += len(getattr(record, field, ()))
        if record.kind == "drug":
            of_drugs.update({name: len(value) for name in type(record).model_fields
                             if isinstance(value := getattr(record, name), tuple)})  # fmt: skip
            of_drugs["recreational"] += sum(statement.reason == "recreational" for statement in record.unparsed)
    return {
        "kinds": dict(kinds),
        "invented": {field: invented[field] for field in INVENTED},
        "facts_of_drugs": {name: count for name, count in sorted(of_drugs.items()) if count},
        "ms": {kind: round(1000 * median(found), 2) for kind, found in times.items() if found},
        "shares": shares(documents),
    }


STAGES = {
    "read_outline": "sections and their kinds",
    "decide_kind": "kind of record",
    "read_infoboxes": "infoboxes",
    "read_passage": "statements",
    "links_of": "links",
    "references_of": "references",
    "tables_of": "tables",
    "validate_python": "validation of models",
}


def shares(documents: list[Document]) -> dict[str, float]:
    """Share of the time in each stage of `parse_document` on drug pages; validation is part of the others too."""
    drugs = [document for document in documents if parse_document(document).kind == "drug"]
    profile = cProfile.Profile()
    profile.enable()
    for document in drugs:
        parse_document(document)
    profile.disable()
    stats: Any = pstats.Stats(profile)
    found = dict.fromkeys(STAGES, 0.0)
    for (_, _, function), (_, _, _, cumulative, _) in stats.stats.items():
        for name in STAGES:
            if (
                function == name
                or function == f"<method '{name}' of 'pydantic_core._pydantic_core.SchemaValidator' objects>"
            ):
                found[name] += cumulative
    return {STAGES[name]: round(seconds / stats.total_tt, 3) for name, seconds in found.items()}


def judge_infoboxes() -> Figures:
    """Rows of the fixture pages, in every form that a page has, against their gold; facts asked for by field."""
    verdicts = [judge(name, page) for page in gold() for name in page["files"]]
    rows = [row for page in gold() for row in page["rows"]]
    fields = Counter(fact["field"] for row in rows for fact in row.get("expect", ()))
    wrong = sum(len(verdict.wrong) for verdict in verdicts)
    judged = sum(verdict.judged for verdict in verdicts)
    return {
        "pages": len(gold()),
        "files": len(verdicts),
        "rows": judged,
        "wrong": wrong,
        "right": judged - wrong,
        "fields": dict(sorted(fields.items())),
    }


def main() -> int:
    """Measure, print, save, check."""
    parser = ArgumentParser(description=__doc__, formatter_class=RawDescriptionHelpFormatter)
    parser.add_argument("--check", action="store_true", help="exit 1 where a floor is missed")
    parser.add_argument("--write-docs", action="store_true", help="regenerate the results in docs/benchmarks.md")
    options = parser.parse_args()
    documents = read_documents()
    found = {
        "statements": score_statements(),
        "infoboxes": judge_infoboxes(),
        "prose": read_prose(documents),
        "long": read_long_inputs(),
        "records": read_records(documents),
    }
    print(json.dumps(found, indent=1))
    save("facts", found)
    return finish("facts", found, check=options.check, write_docs=options.write_docs)


if __name__ == "__main__":
    sys.exit(main())

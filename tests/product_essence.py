"""What a sentence says of products, in short: the helper of the tests of products."""

from __future__ import annotations

from wikiclean.model.kinds.drug import Product, Strength
from wikiclean.model.quantity import Quantity
from wikiclean.parse.facts import read_facts
from wikiclean.parse.passage import Facts

DRUG = "Zendrafen"


def read(text: str, section: str = "background") -> Facts:
    return read_facts(text, section=section, title=DRUG)


def products(text: str, section: str = "background") -> list[Product]:
    return [fact for fact in read(text, section).facts.get("products", ()) if isinstance(fact, Product)]


def amount(quantity: Quantity) -> str:
    value = quantity.value if quantity.value is not None else f"{quantity.low}-{quantity.high}"
    return f"{value} {quantity.unit}"


def strength(said: Strength) -> str:
    if said.quantity is not None:
        return amount(said.quantity)
    assert said.ratio is not None
    return f"{amount(said.ratio.numerator)} in {amount(said.ratio.denominator)}"


def essence(product: Product) -> str:
    """`form @container: strengths = brands +partners (generic)`, what is not said left out."""
    parts = [product.dose_form or "-"]
    if product.container:
        parts.append(f"@{product.container}")
    if product.strengths:
        parts.append(": " + ", ".join(strength(each) for each in product.strengths))
    if product.brand_names:
        parts.append("= " + ", ".join(product.brand_names))
    if product.combined_with:
        parts.append("+ " + ", ".join(product.combined_with))
    if product.generic_available is not None:
        parts.append("(generic)" if product.generic_available else "(no generic)")
    return " ".join(parts).replace(" :", ":")


def essences(text: str, section: str = "background") -> list[str]:
    """The products that a statement about Zendrafen gives."""
    return [essence(product) for product in products(text, section)]

"""Facts of a drug monograph, in the terms of FHIR R5, SPL and UCUM."""

from __future__ import annotations

from typing import Literal, Self

from pydantic import Field, model_validator

from ..base import Model, NonEmpty, Num, PartialDate, Region
from ..evidence import Fact, TextFact
from ..monograph import Monograph
from ..quantity import Code, Quantity, Ratio

__all__ = [
    "AdverseEffect",
    "ApprovalEvent",
    "Chemistry",
    "Component",
    "Cycle",
    "DefinedDailyDose",
    "DosageInstruction",
    "DrugClass",
    "DrugMonograph",
    "Hepatotoxicity",
    "Incidence",
    "Indication",
    "LegalStatus",
    "Liability",
    "PKParameter",
    "Population",
    "PregnancyCategory",
    "Product",
    "Property",
    "Strength",
    "Timing",
]

TimeUnit = Literal["s", "min", "h", "d", "wk", "mo", "a"]


class Population(Model):
    """Whom a statement is about (FHIR ClinicalUseDefinition.population)."""

    text: NonEmpty
    """As written."""
    age_group: Literal["neonate", "infant", "child", "adolescent", "adult", "geriatric"] | None = None
    """Where the text names one; not derived from an age."""
    age: Quantity | None = None
    """A bound or a range: `>= 12 a`, `6` to `11 a`."""
    sex: Literal["female", "male"] | None = None
    """Where the text names one."""
    weight: Quantity | None = None
    """A bound or a range in kg."""


class Indication(Fact):
    """FHIR ClinicalUseDefinition.indication."""

    text: NonEmpty
    """As written, without the frame ("treatment of", "used in")."""
    status: Literal["approved", "off_label", "investigational", "not_approved", "unspecified"] = "unspecified"
    """What is said of it: approved, used off label, under study, not approved; `unspecified` where nothing is."""
    region: Region | None = None
    """Where the status holds, if the text states it."""
    population: Population | None = None
    """For whom, if the text states it."""


class ApprovalEvent(Fact):
    """FHIR RegulatedAuthorization."""

    action: Literal[
        "approved", "indication_added", "not_approved", "withdrawn", "suspended", "reintroduced", "restricted"
    ]
    """What was decided; "introduced" and "marketed" are no decision."""
    region: Region | None = None
    """Only if the text states it."""
    regulator: Literal["FDA", "EMA", "EC", "MHRA", "TGA", "PMDA", "HC", "NMPA", "ANVISA", "OTHER"] | None = None
    """The agency that is named; `OTHER` for one without a code here."""
    date: PartialDate | None = None
    """With the precision that is written; absent for "the late 1950s"."""
    date_as_written: str | None = None
    """The page's words, also where they are no date: "late 1950s"."""
    indications: tuple[str, ...] = ()
    """What it was decided for, as written."""
    subject: str | None = None
    """The drug it is about, if that is not the page's."""


class Strength(Model):
    """Of a product: an amount ("500 mg") or a concentration ("100 mg/5 mL")."""

    quantity: Quantity | None = None
    """An amount, or a concentration in one unit: `25 mg/mL`."""
    ratio: Ratio | None = None
    """An amount in another amount: `100 mg` in `5 mL`."""

    @model_validator(mode="after")
    def _one(self) -> Self:
        if (self.quantity is None) == (self.ratio is None):
            raise ValueError("give quantity or ratio, and not both")
        return self


class Product(Fact):
    """FHIR MedicationKnowledge.definitional and packaging."""

    dose_form: str | None = None
    """As written, lower case, singular."""
    dose_form_code: Code | None = None
    """EDQM standard term, on an exact match only."""
    container: str | None = None
    """"vial", "prefilled syringe"."""
    strengths: tuple[Strength, ...] = ()
    """Each that is listed; a unit shared by a list goes to each."""
    brand_names: tuple[str, ...] = ()
    """As written, without ® and ™."""
    generic_available: bool | None = None
    """Only if the text says so."""
    combined_with: tuple[str, ...] = ()
    """Partners in a fixed combination."""


class Timing(Model):
    """When and how often (names of FHIR Timing.repeat)."""

    frequency: int | None = Field(default=None, ge=1)
    """Times in a period: 2 in "twice a day"."""
    frequency_max: int | None = None
    """Upper end: 4 in "3 to 4 times a day"."""
    period: Num | None = None
    """8 in "every 8 hours"."""
    period_max: Num | None = None
    """Upper end: 12 in "every 8 to 12 hours"."""
    period_unit: TimeUnit | None = None
    """UCUM code of the period."""
    count: int | None = None
    """Number of doses in the course."""
    count_max: int | None = None
    """Most doses in the course: 14 in "for a maximum of 14 doses"."""
    bounds: Quantity | None = None
    """Length of treatment: "for 3 days"."""
    duration: Quantity | None = None
    """Of one administration: "over 35 minutes"."""
    as_needed: bool = False
    """"as needed", "p.r.n."."""
    when: tuple[str, ...] = ()
    """FHIR EventTiming: HS, AC, PC, WAKE, …"""

    @model_validator(mode="after")
    def _together(self) -> Self:
        if not (self.frequency is None) == (self.period is None) == (self.period_unit is None):
            raise ValueError("frequency, period and period_unit come together")
        if self.frequency_max is not None and self.frequency_max < (self.frequency or 0):
            raise ValueError("frequency_max is below frequency")
        return self


class Cycle(Model):
    """Repeated courses of treatment."""

    length: Quantity | None = None
    """"7-week cycle", "repeated every 4 weeks"."""
    on: Quantity | None = None
    """Days of dosing in the cycle."""
    rest: Quantity | None = None
    """Time between courses: "9 day rest"."""
    repeats: int | None = None
    """Number of cycles."""
    condition: str | None = None
    """"depending upon tolerance"."""


class DosageInstruction(Fact):
    """FHIR Dosage: one step of a regimen.

    "2400 mg daily" is `per_day` without timing; "once daily" is `per_administration`, 1 per 1 d.
    """

    sequence: int = Field(default=1, ge=1)
    """Order inside one regimen."""
    regimen: str = "1"
    """Alternatives have different regimens."""
    phase: Literal[
        "usual",
        "initial",
        "loading",
        "titration",
        "induction",
        "maintenance",
        "subsequent",
        "prophylaxis",
        "range",
    ] = "usual"
    """Place in a course of treatment, in the page's words; `usual` where it says none."""
    dose: Quantity | None = None
    """Amount, as `dose_basis` counts it."""
    dose_basis: Literal["per_administration", "per_day", "per_course"] | None = None
    """What `dose` is the amount of: one administration, a day, or the whole course."""
    divided_doses: Quantity | None = None
    """"in 3 to 6 divided doses"."""
    divided: bool = False
    """Whether the day's dose is said to be divided."""
    route: str | None = None
    """Of the route table: oral, intravenous, …"""
    route_as_written: str | None = None
    """The page's words."""
    timing: Timing | None = None
    """How often, how long."""
    cycle: Cycle | None = None
    """Courses that are repeated."""
    max_dose_per_period: Ratio | None = None
    """The most in a period: `4 g` in `1 d`."""
    population: Population | None = None
    """For whom."""
    indication: str | None = None
    """For what, if the statement says so."""
    with_drug: tuple[str, ...] = ()
    """Drugs given along with it."""
    condition: str | None = None
    """A proviso, as written."""
    amount_stated: bool = True
    """False where a statement says how often but not how much."""

    @model_validator(mode="after")
    def _dose_complete(self) -> Self:
        if self.dose is not None and self.dose_basis is None:
            raise ValueError("a dose needs its dose_basis")
        if self.dose is None and self.amount_stated:
            raise ValueError("without a dose, amount_stated is False")
        return self


class Incidence(Model):
    """How many had an effect."""

    value: Quantity
    """In %."""
    arm: Literal["drug", "placebo", "comparator"] = "drug"
    """Who: those on the drug, on placebo, or on another treatment."""
    condition: str | None = None
    """What the figure holds for, as written."""


class AdverseEffect(Fact):
    """FHIR ClinicalUseDefinition.undesirableEffect."""

    term: NonEmpty
    """As written, without a leading article."""
    frequency_wording: Literal[
        "very common", "common", "less common", "uncommon", "rare", "very rare", "frequent", "not stated"
    ] = "not stated"
    """The page's word, normalised; not a CIOMS class."""
    frequency_as_written: str | None = None
    """The page's word."""
    frequency_class: Literal["very_common", "common", "uncommon", "rare", "very_rare", "not_known"] | None = None
    """CIOMS class (SmPC 4.8), from the page's own class words only, and from no bound that contradicts them."""
    incidence: tuple[Incidence, ...] = ()
    """Percentages, by arm."""
    severity: (
        Literal[
            "mild", "mild_to_moderate", "moderate", "severe", "potentially_severe", "serious", "life_threatening",
            "fatal",
        ]
        | None
    ) = None  # fmt: skip
    """Of the whole statement; an adjective of the term itself stays in the term."""
    caused_by: str | None = None
    """Term of the effect this one follows from."""
    part_of: str | None = None
    """Term of the group it belongs to: "neurologic complications"."""
    condition: str | None = None
    """"in high doses"."""
    body_system: str | None = None
    """Organ class heading, where the page groups so."""
    negated: bool = False
    """The statement says that it does not occur."""


class Hepatotoxicity(Fact):
    """LiverTox likelihood score."""

    likelihood_score: Literal["A", "B", "C", "D", "E", "E*", "X"]
    """A (well known) to E (unlikely), E* (unproven but suspected), X (unknown)."""
    high_dose_qualifier: bool = False
    """`A[HD]`."""
    wording: str | None = None
    """What the page says the score means."""


class PKParameter(Fact):
    """A pharmacokinetic figure."""

    kind: Literal[
        "bioavailability", "protein_binding", "half_life", "onset", "duration_of_action", "tmax", "clearance",
        "volume_of_distribution", "molar_mass",
    ]  # fmt: skip
    """What the figure is of."""
    quantity: Quantity | None = None
    """Absent where the cell holds words: "Variable"."""
    text: NonEmpty
    """As written, always kept."""
    subject: str | None = None
    """What it is a figure of, if not the drug: "active metabolite"."""
    route: str | None = None
    """Of administration, if stated: bioavailability by mouth."""


class PregnancyCategory(Fact):
    """Risk in pregnancy, by a regulator's categories."""

    system: Literal["AU_TGA", "US_FDA_legacy", "OTHER"]
    """Whose categories: TGA's, FDA's until 2015, or another."""
    category: NonEmpty
    """The letter, e.g. `B3`."""
    comment: str | None = None
    """What the page says beside it."""

    @model_validator(mode="after")
    def _category_known(self) -> Self:
        known = {"AU_TGA": "A B1 B2 B3 C D X", "US_FDA_legacy": "A B C D X N"}.get(self.system)
        if known is not None and self.category not in known.split():
            raise ValueError(f"{self.category!r} is no category of {self.system}: {known}")
        return self


class LegalStatus(Fact):
    """Whether it needs a prescription, and as what it is controlled."""

    jurisdiction: Literal["AU", "BR", "CA", "DE", "NZ", "UK", "US", "EU", "UN", "general"]
    """Where it holds; `general` where the page names no place."""
    code: str | None = None
    """S4, Rx-only, POM, Schedule II, …"""
    text: NonEmpty
    """As written."""


class DrugClass(TextFact):
    """What kind of drug it is; for antibodies, vaccines and gene therapies also in what respect."""

    aspect: Literal[
        "class", "antibody_type", "antibody_source", "target", "vaccine_type", "gene_therapy", "aware",
    ] = "class"  # fmt: skip
    """`target`: what an antibody or vaccine is aimed at; `aware`: WHO's Access, Watch, Reserve."""


class Component(TextFact):
    """One drug of a fixed combination."""

    drug_class: str | None = None
    """Its class, where the page names it beside the drug."""


class DefinedDailyDose(TextFact):
    """WHO's unit for statistics of drug use: never a recommended dose."""

    quantity: Quantity
    """The amount a day."""
    route: str | None = None
    """For which route it holds, if stated."""


class Liability(TextFact):
    """How readily it makes dependent or addicted: "Physical: high"."""

    kind: Literal["dependence", "addiction"]
    """Of what."""


class Property(TextFact):
    """A physical or chemical property."""

    name: NonEmpty
    """Label of the row, in lower case: "melting point"; "formula" for a second formula (of a salt, a hydrate)."""
    quantity: Quantity | None = None
    """Where the whole value is one number or range in a unit of the table; of temperatures the one in °C."""


class Chemistry(Model):
    """What it is made of."""

    formula: TextFact | None = None
    """ASCII digits, as the page orders it."""
    molar_mass: tuple[PKParameter, ...] = ()
    """One value a component."""
    properties: tuple[Property, ...] = ()
    """Density, melting point, solubility and the like, as written."""


class DrugMonograph(Monograph):
    """A drug."""

    kind: Literal["drug"] = "drug"
    """Tells the kinds of record apart."""
    description: TextFact | None = None
    """The first paragraph of the lead or overview."""
    drug_classes: tuple[DrugClass, ...] = ()
    """As the infobox names them."""
    components: tuple[Component, ...] = ()
    """Drugs of a fixed combination."""
    indications: tuple[Indication, ...] = ()
    """What it is said to be used for."""
    approvals: tuple[ApprovalEvent, ...] = ()
    """What regulators decided, and when."""
    products: tuple[Product, ...] = ()
    """Forms and strengths in which it is sold."""
    dosage: tuple[DosageInstruction, ...] = ()
    """Steps of the regimens that the page states; never doses of trials, cases or overdoses."""
    defined_daily_dose: tuple[DefinedDailyDose, ...] = ()
    """WHO's unit for statistics, which is no recommended dose."""
    routes: tuple[TextFact, ...] = ()
    """Of the route table: oral, intravenous, …"""
    adverse_effects: tuple[AdverseEffect, ...] = ()
    """What it is said to cause, or not to cause."""
    contraindications: tuple[TextFact, ...] = ()
    """Items of lists in sections of that kind."""
    warnings: tuple[TextFact, ...] = ()
    """Statements that ask for supervision, and items of lists in sections of that kind."""
    mechanism: tuple[TextFact, ...] = ()
    """Items of lists in sections of that kind."""
    interactions: tuple[TextFact, ...] = ()
    """Items of lists in sections of that kind, and rows of the infobox."""
    hepatotoxicity: tuple[Hepatotoxicity, ...] = ()
    """Likelihood scores of LiverTox."""
    pharmacokinetics: tuple[PKParameter, ...] = ()
    """Half-lives, bioavailability and the like."""
    metabolism: tuple[TextFact, ...] = ()
    """As the infobox says."""
    metabolites: tuple[TextFact, ...] = ()
    """As the infobox says."""
    excretion: tuple[TextFact, ...] = ()
    """As the infobox says."""
    pregnancy: tuple[PregnancyCategory, ...] = ()
    """Categories of risk in pregnancy."""
    pregnancy_safety: tuple[TextFact, ...] = ()
    """What a row says of its safety in pregnancy in words, not as a category."""
    lactation: tuple[TextFact, ...] = ()
    """What a row says of its safety while breastfeeding."""
    liability: tuple[Liability, ...] = ()
    """Risk of dependence or addiction, as rows say it."""
    legal_status: tuple[LegalStatus, ...] = ()
    """By jurisdiction."""
    chemistry: Chemistry | None = None
    """What it is made of."""

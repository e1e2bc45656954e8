"""What a dose holds for: indications, drugs given with it, provisos. Open noun phrases, with closed edges."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from ..grammar import Phrases, Statement, lower_at
from ..quantities import is_joined, read_amount
from ..tokens import Token
from .dosage_words import FRAME
from .pieces import Indicated, Phase, Proviso, Value, With
from .timing import read_when

__all__ = ["begins_open_phrase", "read_indication", "read_label", "read_partner", "read_patients_with", "read_proviso"]

Stops = Callable[[int], bool]
"""Whether another phrase of a dosage begins at a token."""

_FOR: Phrases[bool] = Phrases.of(
    {
        False: "for the treatment of|for treatment of|in the treatment of|in treatment of|for the management of|for management of|"
        "in the management of|to treat|when used for|used for|as treatment for|as therapy for|as a treatment for|treatment of|"
        "therapy of|management of|for therapy of|for the relief of|for relief of|for the control of|for control of|"
        "to control|to relieve|used to treat|in treating|for treating|when treating|for use in|if used for|when used to treat|"
        "when used in|for the initial treatment of|for initial treatment of|as therapy of|as a therapy for|the treatment of|"
        "in the therapy of|for the therapy of|as treatment of|when given for|when taken for|for patients with|for people with|"
        "in patients with|in people with|among patients with|for persons with|for those with|in those with|in individuals with|"
        "in persons with|patients with|in patients who have|for patients who have|for adult treatment of|for acute treatment of|"
        "for the acute treatment of|for long-term treatment of|for the maintenance treatment of|for symptomatic relief of|"
        "as an adjunct in|in case of|in cases of|in patients suffering from|when indicated for|for short-term treatment of|"
        "for the short-term treatment of|for the symptomatic treatment of|to manage|in most patients with|for most patients with|"
        "as treatment for patients with|in the treatment of patients with|for treatment of patients with|for suspected|"
        "for the treatment of patients with|for the eradication of|for eradication of|when prescribed for|"
        "in the initial treatment of|for the reduction of|in subjects with|for the correction of|for the long-term treatment of",
        True: "as prophylaxis against|as prophylaxis of|as prophylaxis for|for prophylaxis of|for the prophylaxis of|"
        "prophylaxis of|prophylaxis against|for prophylaxis against|for the prevention of|for prevention of|to prevent|"
        "in the prevention of|as prevention of|prevention of|for prophylaxis for|in the prophylaxis of|for preventing|"
        "as a prophylactic against|as prophylactic treatment of|for prophylactic treatment of|in preventing|as a preventive for|"
        "for the prophylactic treatment of|in prophylaxis of|as preventive treatment of|as prophylaxis in",
    }
)
_PREVENTION = frozenset({"prophylaxis", "prevention"})
# A noun phrase cannot hold these words.
_STOP = frozenset(
    "is are was were be been being may can should must will would has have had given taken administered used begins begin "
    "begun starts start started starting initiated injected infused applied dose doses dosage dosages dosing regimen usual "
    "usually typical typically recommended generally commonly initial initially maximum followed then until if unless "
    "depending based according which that who whom whose while whereas but although because though every each daily weekly "
    "monthly nightly once twice thrice times per not no never at it its this these those they as up than over under above "
    "below via within without only also usual normally not thereafter alternatively however so such starting loading adults "
    "children infants elderly should receive receives take takes requires require consists consist depends increased "
    "reduced titrated adults' the-usual a an whenever when where about approximately least following "
    "available approved sold supplied marketed include includes including cause causes caused".split()
)
_INNER = frozenset("of with due to in from associated by and or and/or the".split())
_NO_INDICATION = frozenset(
    "general practice most all patients use instance example doses dose therapy treatment maintenance induction injection "
    "infusion administration adult total addition contrast a an the this each these form order range combination two three "
    "divided single people adults some one life months weeks days hours up at about approximately at least "
    "cases clinical long longer short several many few least half".split()
)
_ORGANS = frozenset({"renal", "kidney", "hepatic", "liver"})
_STATES = frozenset("impairment insufficiency dysfunction impaired cases case pregnancy dialysis hemodialysis haemodialysis "
                    "failure disease cirrhosis metabolizers metabolisers clearance inhibitors inhibitor function situations "
                    "setting settings practice countries".split())  # fmt: skip
_ALWAYS_STATES = frozenset("impairment insufficiency dysfunction impaired cases case pregnancy dialysis hemodialysis haemodialysis "
                           "metabolizers metabolisers clearance inhibitors inhibitor function situations setting settings "
                           "practice countries states kingdom".split())  # fmt: skip
_PLACES = frozenset(
    "united us uk europe japan canada australia germany france china india usa u.s. u.k. america".split()
)


def read_noun_phrase(tokens: Sequence[Token], at: int, stops: Stops) -> int | None:
    """Index after a noun phrase that begins at token `at`: words up to the next phrase of the dosage or closed word."""
    begin = at
    if lower_at(tokens, at) in ("the", "a", "an"):
        at += 1
    last = None
    while at < len(tokens):
        word = tokens[at].lower
        if tokens[at].kind == "sign":
            if word in "-–'’/" and is_joined(tokens, at) and is_joined(tokens, at + 1):
                at += 1
                continue
            if word in "'’" and is_joined(tokens, at) and last is not None:  # "travelers' diarrhea"
                at += 1
                continue
            break
        if tokens[at].value is not None:
            if not _is_name_number(tokens, at) or at == begin:
                break
        elif word in _INNER:
            if last is None or (word == "the" and lower_at(tokens, at - 1) not in _INNER):
                break
            if at + 1 >= len(tokens) or stops(at + 1) or stops(at) or lower_at(tokens, at + 1) in _STOP:
                break
            at += 1
            continue
        elif word in _STOP or (stops(at) and not _is_part_of_name(tokens, at, stops)):
            break
        at += 1
        last = at
    return last


def _is_name_number(tokens: Sequence[Token], at: int) -> bool:
    """ "type 2", "COVID-19", "HER2", "stage 3": a number that is part of a name."""
    if lower_at(tokens, at - 1) in ("type", "stage", "grade", "class", "types", "hepatitis"):
        return True
    if not is_joined(tokens, at) or tokens[at].kind != "number":
        return False
    return tokens[at - 1].kind == "word" or (tokens[at - 1].text in "-–" and is_joined(tokens, at - 1))


def _is_part_of_name(tokens: Sequence[Token], at: int, stops: Stops) -> bool:
    """ "oral candidiasis", "nasal congestion": an adjective of a route in front of an open word."""
    following = lower_at(tokens, at + 1)
    return (
        tokens[at].lower in ("oral", "nasal", "vaginal", "rectal", "topical", "ophthalmic", "intravenous", "epidural", "single",
                             "maintenance", "intramuscular")
        and at + 1 < len(tokens)
        and tokens[at + 1].kind == "word"
        and following not in _STOP
        and following not in ("administration", "route", "use", "therapy", "treatment", "injection", "and", "or", "infusion",
                              "in", "for", "of", "with")
        and not stops(at + 1)
    )  # fmt: skip


def _listed(tokens: Sequence[Token], at: int, stops: Stops) -> int | None:
    """A noun phrase, or "A, B and C" of them."""
    end = read_noun_phrase(tokens, at, stops)
    if end is None:
        return None
    after, closed = end, False
    while lower_at(tokens, after) == ",":
        begin = after + 1
        last = lower_at(tokens, begin) in ("and", "or")
        begin += last
        if begin >= len(tokens) or stops(begin) or lower_at(tokens, begin) in _STOP | _INNER:
            break
        found = read_noun_phrase(tokens, begin, stops)
        if found is None:
            break
        words = {token.lower for token in tokens[begin:found]}
        after, closed = found, closed or last or bool(words & {"and", "or"})
    return after if closed else end


def read_indication(statement: Statement, at: int, stops: Stops) -> tuple[Value, int] | None:
    """ "for the treatment of X", "for X", "in X", "in patients with X", "as prophylaxis against X"; a state of the
    patient ("in renal impairment") is a proviso."""
    tokens = statement.tokens
    framed = _FOR.at(tokens, at)
    if framed is not None:
        prophylaxis, begin = framed
        if prophylaxis and lower_at(tokens, begin - 2) in _PREVENTION:
            begin -= 2
    elif lower_at(tokens, at) in ("for", "in", "against"):
        prophylaxis, begin = False, at + 1
        if lower_at(tokens, begin) in ("acute", "severe", "mild", "moderate"):
            pass
        elif lower_at(tokens, begin) == "the" and lower_at(tokens, begin + 1) in _PLACES:
            pass
        elif lower_at(tokens, begin) in _NO_INDICATION or stops(begin):
            return None
    else:
        return None
    if framed is not None and lower_at(tokens, begin) in ("a", "an", "the"):
        begin += 1
    inner = begin + 2 if prophylaxis and lower_at(tokens, begin) in _PREVENTION else begin
    if lower_at(tokens, inner) in ("adults", "children", "patients") and lower_at(tokens, inner + 1) == "with":
        begin = inner = inner + 2
    end = _listed(tokens, inner, stops)
    if end is None or lower_at(tokens, inner) in _STOP:
        return None
    words = [token.lower for token in tokens[inner:end]]
    if words[-1] in _NO_INDICATION or words == ["pain", "relief"]:
        pass
    if _is_state(words):
        last = _proviso_end(tokens, end, stops)
        return (Proviso(statement.quote(at, last)), last) if last is not None else None
    if words[:1] == ["the"] and inner == begin:
        begin += 1
    if words[-1] in ("maintenance", "induction") and len(words) == 1:
        return Phase("maintenance" if words[-1] == "maintenance" else "induction"), end
    prophylaxis = prophylaxis or words[-1] in _PREVENTION
    return Indicated(statement.quote(begin, end), prophylaxis), end


def _is_state(words: Sequence[str]) -> bool:
    if set(words) & _ALWAYS_STATES or set(words) & _PLACES:
        return True
    return bool(set(words) & _ORGANS) and bool(set(words) & _STATES)


_TREATED = Phrases.of(
    {None: "is treated with|are treated with|may be treated with|can be treated with|is usually treated with|"
           "should be treated with|is typically treated with|are usually treated with|was treated with"}
)  # fmt: skip


def read_label(statement: Statement, at: int, stops: Stops) -> tuple[Value, int] | None:
    """At the beginning of a clause: "Hypertension: …", "Vaginal candidiasis is treated with …"."""
    tokens = statement.tokens
    if lower_at(tokens, at) in _STOP:
        return None
    end = read_noun_phrase(tokens, at, stops)
    if end is None:
        return None
    if lower_at(tokens, end) == ",":
        more = read_noun_phrase(tokens, end + 1, stops)
        if more is not None and lower_at(tokens, more) == ":":
            end = more
    words = [token.lower for token in tokens[at:end]]
    if set(words) & statement.subject_words:
        return None
    if lower_at(tokens, end) == ":":
        if len(words) > 7 or set(words) <= FRAME:
            return None
        if len(words) == 1 and words[0] in _PREVENTION:
            return Phase("prophylaxis"), end + 1
        value = Proviso(statement.quote(at, end)) if _is_state(words) else _labelled(statement, at, end)
        return value, end + 1
    if treated := _TREATED.at(tokens, end):
        return Indicated(statement.quote(at, end)), treated[1]
    return None


def _labelled(statement: Statement, at: int, end: int) -> Value:
    tokens = statement.tokens
    if framed := _FOR.at(tokens, at):
        begin = framed[1] if lower_at(tokens, framed[1] - 2) not in _PREVENTION else at
        return Indicated(statement.quote(min(begin, end - 1), end), framed[0])
    return Indicated(statement.quote(at, end), lower_at(tokens, end - 1) in _PREVENTION)


_TOGETHER = Phrases.of(
    {
        None: "in combination with|combined with|together with|along with|in conjunction with|given with|taken with|plus|"
        "co-administered with|coadministered with|added to|concurrently with|concomitantly with|as an adjunct to|boosted with|"
        "boosted by|with concomitant|as add-on to|when combined with|when given with|when used with|used with|"
        "when taken with|administered with|when used in combination with|used in combination with|on top of|"
        "in association with|alongside|as add-on therapy to|as an add-on to|when given in combination with|with"
    }
)
_LOW_DOSE = Phrases.of({None: "low-dose|low doses of|low dose|either|a low dose of|concomitant|oral|intravenous"})
_NO_DRUG = frozenset(
    "food meals meal water milk caution care or and without a an the plenty juice juices subsequent gradual increases dosing "
    "doses dose dosage food: breakfast dinner supper lunch each every some most typical usual initial maximum at slow "
    "normal renal hepatic severe mild moderate close careful monitoring regular liver kidney fluids fluid liquid liquids "
    "adjustment adjustments reduction reductions further later respect regard ongoing low-dose low other another "
    "chronic acute end-stage heart low-fat high-fat fat".split()
)


def read_partner(statement: Statement, at: int, stops: Stops) -> tuple[Value, int] | None:
    """ "in combination with A and B", "with low-dose ritonavir", "with ritonavir 100 mg": drugs given with it."""
    tokens = statement.tokens
    found = _TOGETHER.at(tokens, at)
    if found is None:
        return None
    begin = found[1]
    plain = found[1] == at + 1 and lower_at(tokens, at) in ("with", "plus")
    boosted = _LOW_DOSE.at(tokens, begin)
    if boosted is not None:
        begin = boosted[1]
    if (
        begin < len(tokens)
        and tokens[begin].value is not None
        and (amount := read_amount(tokens, begin))
        and amount.unit
    ):
        begin = amount.next + (lower_at(tokens, amount.next) == "of")
        boosted = (None, begin)
    drugs: list[str] = []
    dosed = False
    after = begin
    while True:
        name = begin
        while name < len(tokens) and _is_drug_word(tokens, name, stops):
            name += 1
            if lower_at(tokens, name) == "-" and is_joined(tokens, name) and is_joined(tokens, name + 1):
                name += 1
        if not plain and not drugs and lower_at(tokens, begin) in ("other", "another", "an", "a"):
            while name < len(tokens) and name - begin < 4 and (name == begin or _is_drug_word(tokens, name, stops)):
                name += 1
            if lower_at(tokens, begin) in ("an", "a"):
                begin += 1
        if name == begin or name - begin > (1 if plain and boosted is None else 4):
            break
        drugs.append(statement.quote(begin, name))
        after = name
        if (strength := read_amount(tokens, name)) is not None and strength.unit == "mg" and strength.high is None:
            after, dosed = strength.next, True
        begin = after
        if lower_at(tokens, begin) == "," and lower_at(tokens, begin + 1) not in ("and", "or"):
            begin += 1
        elif lower_at(tokens, begin) == "," and lower_at(tokens, begin + 1) == "and":
            begin += 2
        elif lower_at(tokens, begin) in ("and", "plus", "or"):
            begin += 1
        else:
            break
        if lower_at(tokens, begin) in _NO_DRUG | _STOP or stops(begin):
            break
    if not drugs:
        return None
    return With(tuple(drugs), dosed), after


def _is_drug_word(tokens: Sequence[Token], at: int, stops: Stops) -> bool:
    token = tokens[at]
    if token.kind != "word" or token.value is not None or token.lower in _STOP | _NO_DRUG | _INNER | {"for", "in"}:
        return False
    return not stops(at)


_OPENERS = Phrases.of(
    {
        None: "depending on|depending upon|dependent on|dependent upon|according to|based on|based upon|as tolerated|if tolerated|"
        "if tolerance|as long as|until|unless|provided that|provided the|as directed|or as directed|or as a|or as the|if|when|adjusted to|"
        "titrated to|is titrated to|titrated according|titrated based|titrated for|often starting at the low|often starting at the lower|starting at the lower|starting at the low|"
        "adjusted for|adjusted according to|adjusted based|with adjustment|with dose adjustment|on an empty stomach|"
        "with or without food|with or without meals|without regard to|regardless of|irrespective of|with a full glass|"
        "with a glass of|with plenty of|with water|at the same time|swallowed whole|continued until|continued for as|"
        "continuing until|may be repeated|can be repeated|which may be repeated|which can be repeated|repeated once|repeated if|"
        "repeated as|preferably|in alternating|within|before|after|prior to|following|whenever|for as long as|as necessary|"
        "may be repeated once|can be repeated once|which may be repeated once|which can be repeated once|at the discretion|under supervision|under medical|under close|as part of|alternating|guided by|during|while|"
        "at the first|at onset|at the onset|with caution|without food|"
        "away from|in the absence of|in the presence of|as monotherapy|as adjunctive|as an adjunct|as add-on|as a sole|"
        "independent of|independently of|at least one hour|taking into|in view of|in accordance with|in order to|"
        "and repeated|repeated in|repeated after|not more often|with careful|with close|with regular|given response|"
        "as a physician|as the physician|adapted to|tailored to|individualized|individualised|as clinically|as determined|"
        "calculated|subject to|once stable|usually before|usually after|immediately before|immediately after|shortly before|"
        "shortly after|just before|just after|about one hour|on days when|on dialysis|between meals|to maintain|to achieve|"
        "to keep|to a target|aiming for|or until|for life|lifelong|indefinitely|long-term|as long|with monitoring|continuing|"
        "which may be increased if|in response to|in severe|as appropriate|as indicated|on a|without food or|as per|"
        "not with|monitored by|and continued until|and continuing until|continue until|in alternate|with a high-fat|with fat|"
        "with fluids|with fluid|with subsequent doses|with subsequent dose|with subsequent adjustments|with dose adjustments|with subsequent dosing|with later adjustments|with further doses|with later doses|subsequent doses adjusted|with doses adjusted|"
        "with the dose adjusted|dose adjusted|doses adjusted|for the first week|for the first few|for the first month|during the first|for several|for a few|for many|or more|or less|may be given again|can be given again|and then as needed|with normal"
    }
)
# Provisos that are said whole.
_WHOLE = Phrases.of(
    {
        None: "on an empty stomach|with or without food|with or without meals|as tolerated|if tolerated|as directed|with water|"
        "no more than once a day|no more than once daily|not more than once daily|not more than once a day|no more often than once a day|no more frequently than once daily|no more than once per day|"
        "swallowed whole|without food|without regard to meals|without regard to food|regardless of meals|regardless of food|"
        "at the same time each day|at the same time every day|at the same time of day|between meals|as monotherapy|"
        "on the first day|on the second day|on the third day|for the first week|for the first month|while fasting|"
        "with a full glass of water|with a glass of water|with plenty of water|as a single agent|in the fasting state|"
        "for life|lifelong|indefinitely|with plenty of fluid|with plenty of fluids|in alternating nostrils|in severe cases|"
        "as an adjunct|as a last resort|irrespective of meals|irrespective of food|independent of meals|independently of meals|"
        "under medical supervision|under direct observation|on day one|well diluted|in mild cases|without interruption|"
        "on consecutive days|on alternating arms|alone|under supervision|in fasted state|every day at the same time|"
        "during travel|on the day of surgery|the night before surgery|as appropriate|as a first-line treatment"
    }
)
_GIVING = Phrases.of(
    {
        None: "at a dose|in a dose|at doses|in doses|at a dosage|in a dosage|at the dose|as a dose|at dosages|in dosages|at a rate|"
        "the usual dose|the dose|the recommended dose|at an initial dose|at a starting dose|in an initial dose|in usual doses"
    }
)
_AUXILIARIES = frozenset({"is", "are", "may", "can", "should", "must", "it", "the", "then"})
_DOSE_NOUNS = frozenset({"dose", "doses", "dosage", "bolus"})
_EDGE = frozenset({",", ";", ")", "(", ":"})
_CLINICAL = frozenset("mL mL/min % U/L mmol/L mg/dL ng/mL".split())


def read_proviso(statement: Statement, at: int, stops: Stops) -> tuple[Value, int] | None:
    """ "depending upon tolerance", "until progression", "if needed", "on an empty stomach", "2 hours before X": as
    written, up to the end of the clause or the next phrase of the dosage."""
    tokens = statement.tokens
    if (timed := _timed(statement, at)) is not None:
        opened = timed
    else:
        if (whole := _WHOLE.at(tokens, at)) is not None:
            return Proviso(statement.quote(at, whole[1])), whole[1]
        found = _OPENERS.at(tokens, at)
        if found is None:
            return None
        opened = found[1]
    meal = read_when(tokens, opened - 1) if timed is not None else None
    end = meal[1] if meal else _proviso_end(tokens, opened, stops)
    if end is None:
        return None
    return Proviso(statement.quote(at, end), meal[0] if meal else ()), end


def _timed(statement: Statement, at: int) -> int | None:
    """ "2 hours before", "at least 30 minutes after", "within 72 hours of": index after the preposition."""
    tokens = statement.tokens
    begin = at
    while lower_at(tokens, begin) in ("at", "least", "within", "about", "approximately", "usually", "preferably", "after", "in",
                                      "for", "over", "the", "first", "one", "or", "beginning", "starting"):  # fmt: skip
        if lower_at(tokens, begin) in ("one",):
            break
        begin += 1
        if begin - at > 4:
            return None
    if begin >= len(tokens) or tokens[begin].value is None:
        return None
    amount = read_amount(tokens, begin)
    if amount is None or amount.unit not in ("s", "min", "h", "d", "wk", "mo"):
        return None
    word = lower_at(tokens, amount.next)
    if word in ("before", "after", "prior", "following", "of", "later", "postoperatively", "preoperatively"):
        if word == "of" and lower_at(tokens, amount.next + 1) in ("each", "every", "a", "the"):
            return None
        return amount.next + 1
    if (
        begin > at
        and lower_at(tokens, at) in ("after", "within")
        and word in ("", ",", ".", ";", ")", "to", "and", "if", "the")
    ):
        return amount.next
    return None


def _proviso_end(tokens: Sequence[Token], at: int, stops: Stops) -> int | None:
    """Where the words of a proviso end; None if a number in it might be a dose."""
    begin = at
    while at < len(tokens):
        token = tokens[at]
        if token.lower in _EDGE or (token.text == "." and not is_joined(tokens, at + 1)):
            break
        if token.lower in ("then", "thereafter") or (token.lower == "followed" and lower_at(tokens, at + 1) == "by"):
            break
        if _GIVING.at(tokens, at) is not None:
            break
        if token.lower in ("and", "but") and lower_at(tokens, at + 1) in _AUXILIARIES:
            break
        if token.lower in _DOSE_NOUNS and lower_at(tokens, begin - 1) in ("after", "following", "before", "to"):
            return None
        if token.value is None and (stops(at) or (token.lower in ("and", "or", "but") and stops(at + 1))):
            break
        if token.value is not None:
            amount = read_amount(tokens, at)
            if amount is not None and amount.unit is not None:
                if amount.unit in ("s", "min", "h", "d", "wk", "mo", "a", "%", "kg", "1", "[fold]ULN"):
                    at = amount.next
                    continue
                if (
                    amount.unit in ("mL", "g/L", "mg/dL", "ng/mL", "mmol/L", "umol/L", "ug/mL")
                    and lower_at(tokens, amount.next) in ("/", "per")
                    and amount.unit == "mL"
                ) or amount.unit in ("g/L", "mg/dL", "ng/mL", "mmol/L", "umol/L"):
                    at = amount.next + (2 if amount.unit == "mL" else 0)
                    continue
                return None
            if stops(at):
                break
            if not _is_name_number(tokens, at) and token.lower not in ("one",):
                return None
        at += 1
    return at


def begins_open_phrase(statement: Statement, at: int) -> bool:
    """Whether a proviso or another drug begins at a token: a noun phrase ends there."""
    if _OPENERS.at(statement.tokens, at) is not None or _timed(statement, at) is not None:
        return True
    together = _TOGETHER.at(statement.tokens, at)
    return together is not None and together[1] > at + 1


def read_patients_with(statement: Statement, at: int, stops: Stops) -> tuple[Value, int] | None:
    """Behind a population: "(adults) with hypertension", "(children) undergoing surgery"."""
    tokens = statement.tokens
    word = lower_at(tokens, at)
    begin = at + 1
    if (word == "who" and lower_at(tokens, begin) in ("have", "had")) or (
        word == "suffering" and lower_at(tokens, begin) == "from"
    ):
        begin += 1
    elif word not in ("with", "having", "undergoing", "receiving", "requiring", "on"):
        return None
    if word == "on" and lower_at(tokens, begin) not in ("dialysis", "hemodialysis", "haemodialysis"):
        return None
    end = _listed(tokens, begin, stops)
    if end is None or lower_at(tokens, begin) in _STOP:
        return None
    words = [token.lower for token in tokens[begin:end]]
    if word in ("undergoing", "receiving", "requiring", "on") or _is_state(words):
        return Proviso(statement.quote(at, end)), end
    if words[:1] == ["the"]:
        begin += 1
    return Indicated(statement.quote(begin, end)), end

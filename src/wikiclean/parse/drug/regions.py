"""Regions as pages name them: countries by noun ("Japan") and by adjective ("Japanese"), as ISO 3166-1 alpha-2 or EU."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ..grammar import Phrases, lower_at
from ..tokens import Token

__all__ = ["Place", "read_place", "read_place_adjective"]

# Code: names | adjectives. Names come first; what an article may precede is written without it.
_COUNTRIES = """
US: United States of America, United States, USA, US, U.S., U.S.A., America | American, US, U.S., United States
EU: European Union, EU, E.U., Europe, European Economic Area, EEA, European Community | European, EU, E.U., European Union
GB: United Kingdom, UK, U.K., Great Britain, Britain, England, Scotland, Wales, Northern Ireland | British, UK, U.K., English
AF: Afghanistan | Afghan
AL: Albania | Albanian
DZ: Algeria | Algerian
AD: Andorra | Andorran
AO: Angola | Angolan
AG: Antigua and Barbuda | Antiguan
AR: Argentina | Argentine, Argentinian
AM: Armenia | Armenian
AU: Australia | Australian
AT: Austria | Austrian
AZ: Azerbaijan | Azerbaijani
BS: Bahamas | Bahamian
BH: Bahrain | Bahraini
BD: Bangladesh | Bangladeshi
BB: Barbados | Barbadian
BY: Belarus | Belarusian
BE: Belgium | Belgian
BZ: Belize | Belizean
BJ: Benin | Beninese
BT: Bhutan | Bhutanese
BO: Bolivia | Bolivian
BA: Bosnia and Herzegovina, Bosnia | Bosnian
BW: Botswana | Botswanan
BR: Brazil | Brazilian
BN: Brunei | Bruneian
BG: Bulgaria | Bulgarian
BF: Burkina Faso | Burkinabe
BI: Burundi | Burundian
CV: Cape Verde, Cabo Verde | Cape Verdean
KH: Cambodia | Cambodian
CM: Cameroon | Cameroonian
CA: Canada | Canadian
CF: Central African Republic | Central African
TD: Chad | Chadian
CL: Chile | Chilean
CN: China, People's Republic of China, mainland China | Chinese
CO: Colombia | Colombian
KM: Comoros | Comorian
CG: Republic of the Congo, Congo | Congolese
CD: Democratic Republic of the Congo, DR Congo, DRC |
CR: Costa Rica | Costa Rican
CI: Ivory Coast, Côte d'Ivoire, Côte d’Ivoire | Ivorian
HR: Croatia | Croatian
CU: Cuba | Cuban
CY: Cyprus | Cypriot
CZ: Czech Republic, Czechia | Czech
DK: Denmark | Danish
DJ: Djibouti | Djiboutian
DM: Dominica |
DO: Dominican Republic | Dominican
EC: Ecuador | Ecuadorian
EG: Egypt | Egyptian
SV: El Salvador | Salvadoran
GQ: Equatorial Guinea | Equatorial Guinean
ER: Eritrea | Eritrean
EE: Estonia | Estonian
SZ: Eswatini, Swaziland | Swazi
ET: Ethiopia | Ethiopian
FJ: Fiji | Fijian
FI: Finland | Finnish
FR: France | French
GA: Gabon | Gabonese
GM: Gambia | Gambian
DE: Germany, West Germany | German, West German
GH: Ghana | Ghanaian
GR: Greece | Greek
GD: Grenada | Grenadian
GT: Guatemala | Guatemalan
GN: Guinea | Guinean
GW: Guinea Bissau | Bissau-Guinean
GY: Guyana | Guyanese
HT: Haiti | Haitian
HN: Honduras | Honduran
HK: Hong Kong | Hong Kong
HU: Hungary | Hungarian
IS: Iceland | Icelandic
IN: India | Indian
ID: Indonesia | Indonesian
IR: Iran | Iranian
IQ: Iraq | Iraqi
IE: Ireland, Republic of Ireland | Irish
IL: Israel | Israeli
IT: Italy | Italian
JM: Jamaica | Jamaican
JP: Japan | Japanese
JO: Jordan | Jordanian
KZ: Kazakhstan | Kazakh, Kazakhstani
KE: Kenya | Kenyan
KI: Kiribati |
XK: Kosovo | Kosovar
KW: Kuwait | Kuwaiti
KG: Kyrgyzstan | Kyrgyz
LA: Laos | Laotian
LV: Latvia | Latvian
LB: Lebanon | Lebanese
LS: Lesotho | Basotho
LR: Liberia | Liberian
LY: Libya | Libyan
LI: Liechtenstein |
LT: Lithuania | Lithuanian
LU: Luxembourg | Luxembourgish
MO: Macau, Macao | Macanese
MG: Madagascar | Malagasy
MW: Malawi | Malawian
MY: Malaysia | Malaysian
MV: Maldives | Maldivian
ML: Mali | Malian
MT: Malta | Maltese
MH: Marshall Islands | Marshallese
MR: Mauritania | Mauritanian
MU: Mauritius | Mauritian
MX: Mexico | Mexican
FM: Micronesia | Micronesian
MD: Moldova | Moldovan
MC: Monaco | Monegasque
MN: Mongolia | Mongolian
ME: Montenegro | Montenegrin
MA: Morocco | Moroccan
MZ: Mozambique | Mozambican
MM: Myanmar, Burma | Burmese
NA: Namibia | Namibian
NR: Nauru | Nauruan
NP: Nepal | Nepalese, Nepali
NL: Netherlands, Holland | Dutch
NZ: New Zealand | New Zealand
NI: Nicaragua | Nicaraguan
NE: Niger | Nigerien
NG: Nigeria | Nigerian
KP: North Korea | North Korean
MK: North Macedonia, Macedonia | Macedonian
NO: Norway | Norwegian
OM: Oman | Omani
PK: Pakistan | Pakistani
PW: Palau | Palauan
PS: Palestine | Palestinian
PA: Panama | Panamanian
PG: Papua New Guinea | Papua New Guinean
PY: Paraguay | Paraguayan
PE: Peru | Peruvian
PH: Philippines | Philippine, Filipino
PL: Poland | Polish
PT: Portugal | Portuguese
PR: Puerto Rico | Puerto Rican
QA: Qatar | Qatari
RO: Romania | Romanian
RU: Russia, Russian Federation | Russian
RW: Rwanda | Rwandan
KN: Saint Kitts and Nevis |
LC: Saint Lucia | Saint Lucian
VC: Saint Vincent and the Grenadines |
WS: Samoa | Samoan
SM: San Marino | Sammarinese
ST: São Tomé and Príncipe |
SA: Saudi Arabia | Saudi Arabian, Saudi
SN: Senegal | Senegalese
RS: Serbia | Serbian
SC: Seychelles | Seychellois
SL: Sierra Leone | Sierra Leonean
SG: Singapore | Singaporean, Singapore
SK: Slovakia | Slovak, Slovakian
SI: Slovenia | Slovenian, Slovene
SB: Solomon Islands |
SO: Somalia | Somali
ZA: South Africa | South African
KR: South Korea, Republic of Korea, Korea | South Korean, Korean
SS: South Sudan | South Sudanese
ES: Spain | Spanish
LK: Sri Lanka | Sri Lankan
SD: Sudan | Sudanese
SR: Suriname | Surinamese
SE: Sweden | Swedish
CH: Switzerland | Swiss
SY: Syria | Syrian
TW: Taiwan | Taiwanese, Taiwan
TJ: Tajikistan | Tajik
TZ: Tanzania | Tanzanian
TH: Thailand | Thai
TL: Timor Leste, East Timor | Timorese
TG: Togo | Togolese
TO: Tonga | Tongan
TT: Trinidad and Tobago | Trinidadian
TN: Tunisia | Tunisian
TR: Turkey, Türkiye | Turkish
TM: Turkmenistan | Turkmen
TV: Tuvalu | Tuvaluan
UG: Uganda | Ugandan
UA: Ukraine | Ukrainian
AE: United Arab Emirates, UAE, U.A.E. | Emirati
UY: Uruguay | Uruguayan
UZ: Uzbekistan | Uzbek
VU: Vanuatu | Vanuatuan
VA: Vatican City |
VE: Venezuela | Venezuelan
VN: Vietnam, Viet Nam | Vietnamese
YE: Yemen | Yemeni
ZM: Zambia | Zambian
ZW: Zimbabwe | Zimbabwean
"""

# Places without a code: said, and no region.
_UNCODED = (
    "North America|Latin America|South America|Central America|Asia|Africa|Western Europe|Eastern Europe|Scandinavia|"
    "Middle East|Southeast Asia|East Asia|Soviet Union|USSR|Yugoslavia|Czechoslovakia|East Germany"
)


@dataclass(frozen=True, slots=True)
class Place:
    """A place: its code (None where ISO 3166-1 has none for it, as "Latin America")."""

    code: str | None
    counted: bool = False
    """Whether it is no place by name but some countries ("30 countries", "elsewhere")."""


def _lists() -> tuple[Phrases[Place], Phrases[Place]]:
    names: dict[str, Place] = {}
    adjectives: dict[str, Place] = {}
    for line in _COUNTRIES.strip().splitlines():
        code, _, rest = line.partition(":")
        nouns, _, others = rest.partition("|")
        for made, written in ((names, nouns), (adjectives, others)):
            made.update({form.strip(): Place(code) for form in written.split(",") if form.strip()})
    names.update({form: Place(None) for form in _UNCODED.split("|")})
    return Phrases(names), Phrases(adjectives)


_NAMES, _ADJECTIVES = _lists()
_UPPER = frozenset({"us", "usa", "eu", "uk", "eea", "uae", "drc", "ussr"})
_MEMBERS = frozenset("countries nations states members territories".split())
_SPREAD = frozenset({"all", "both", "parts", "most", "the", "rest", "of", "continental", "mainland", "whole", "entire"})


def _read(tokens: Sequence[Token], at: int, phrases: Phrases[Place]) -> tuple[Place, int] | None:
    """A phrase of the list that is written as a name: "US" in capitals, "Turkey" with its capital letter."""
    found = phrases.at(tokens, at)
    if found is None:
        return None
    first = tokens[at]
    if not first.text[0].isupper() and first.lower != "mainland":
        return None
    if first.lower in _UPPER and not first.text.isupper():
        return None
    return found


def read_place(tokens: Sequence[Token], at: int) -> tuple[Place, int] | None:
    """ "Japan", "the United States", "both the US", "Canada's market" is none: (Place, next)."""
    if lower_at(tokens, at) in ("the", "both"):
        at += 1
        if lower_at(tokens, at) == "the":
            at += 1
    found = _read(tokens, at, _NAMES)
    if found is None:
        return None
    place, at = found
    if lower_at(tokens, at) == "(" and lower_at(tokens, at + 2) == ")" and _read(tokens, at + 1, _NAMES) is not None:
        at += 3
    return place, _of_country(tokens, at, place.code)


_PARTS_OF = {"HK": "CN", "MO": "CN", "TW": "CN", "PR": "US"}
"""Places with a code of their own that pages name with a country after a comma."""


def _of_country(tokens: Sequence[Token], at: int, code: str | None) -> int:
    """After the country of "Hong Kong, China", unless it is a member of a list ("Hong Kong, China and Japan")."""
    if code not in _PARTS_OF or lower_at(tokens, at) != ",":
        return at
    country = _read(tokens, at + 1 + (lower_at(tokens, at + 1) == "the"), _NAMES)
    if country is None or country[0].code != _PARTS_OF[code]:
        return at
    after = country[1]
    if lower_at(tokens, after) == "," and lower_at(tokens, after + 1) in ("and", "or", "as"):
        return at
    joined = after + (lower_at(tokens, after) == ",")
    listed = lower_at(tokens, after) in ("and", "or") or (joined > after and _is_name(tokens, joined))
    return at if listed else after


def _is_name(tokens: Sequence[Token], at: int) -> bool:
    return _read(tokens, at + (lower_at(tokens, at) == "the"), _NAMES) is not None


def read_place_adjective(tokens: Sequence[Token], at: int) -> tuple[Place, int] | None:
    """ "European", "Japanese", "US", "Japan's": (Place, next)."""
    if lower_at(tokens, at) == "the":
        at += 1
    if (found := _read(tokens, at, _ADJECTIVES)) is not None:
        return found
    if at < len(tokens) and (owner := _owner(tokens, at)) is not None:
        return owner
    return None


def _owner(tokens: Sequence[Token], at: int) -> tuple[Place, int] | None:
    """ "Japan's", "the United States'": the last word carries the mark of the genitive."""
    if not tokens[at].text[0].isupper():
        return None
    for end in range(at + 1, min(at + 4, len(tokens)) + 1):
        last = tokens[end - 1]
        if last.lower.endswith(("'s", "’s")):
            bare = Token(last.kind, last.text[:-2], last.lower[:-2], last.start, last.end - 2)
            found = _read((*tokens[at : end - 1], bare), 0, _NAMES)
            return (found[0], end) if found is not None and found[1] == end - at else None
    return None

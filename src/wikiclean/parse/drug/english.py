"""Words of English clauses, as writers of drug pages use them: closed lists."""

from __future__ import annotations

from ..grammar import Phrases

__all__ = ["ADVERBS", "AUXILIARIES", "CLAUSE_WORDS", "CONNECTIVES", "DRUG_NOUNS", "FINITE", "MODALS", "PRONOUNS"]


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


AUXILIARIES = _words("was were is are has have had been being be became become got gets get to")
MODALS = _words("may might could would will can should must shall cannot")

ADVERBS = Phrases.listed(
    "first|also|subsequently|initially|originally|finally|later|fully|eventually|formally|officially|already|currently|"
    "now|only|then|further|additionally|recently|again|once|soon|quickly|ultimately|still|later on|newly|"
    "previously|thus|therefore|indeed|even|both|either|widely|generally|specifically|primarily|mainly|both in|"
    "lastly|twice|repeatedly|once again|once more|yet again|afterwards|afterward|thereafter|at first|at last|for the first time|in turn|more recently|most recently|"
    "conditionally|provisionally|temporarily|permanently|promptly|simultaneously|independently|similarly|as well|too|"
    "rapidly|shortly|jointly|nationally|briefly|long|however|as yet|so far|to date|in fact|alone|voluntarily|"
    "in the meantime|meanwhile|separately|effectively|successfully|consequently|nevertheless|"
    "nonetheless|not long after|and then|actually|in addition|today|at present|presently"
)
"""Words that say when or how without a date: nothing is read from them."""

CONNECTIVES = Phrases.listed(
    "and|but|or|,|;|:|—|–|yet|while|whereas|although|though|even though|followed by|then|plus|as well as|along with|"
    "and also|before|after|until|till|when|where|who|which|that|because|since|as|so|having|with|later|only to be|"
    "(|)|-|whilst|upon|following|despite|once|if|including|nor|however|thus|therefore|hence"
)

PRONOUNS = _words("it its they their them this these those that there he she we our his her such one ones others both")

DRUG_NOUNS = _words(
    "drug medication medicine agent compound product substance antibody vaccine treatment therapy antibiotic inhibitor "
    "preparation antiviral antidepressant antipsychotic anticonvulsant anticoagulant antifungal antagonist agonist blocker "
    "molecule medicament pharmaceutical steroid opioid hormone analgesic statin diuretic insulin peptide enzyme biologic "
    "analogue analog combination tablet formulation sedative antihistamine contraceptive stimulant hypnotic anesthetic anaesthetic "
    "antiemetic antiepileptic antimalarial chelator bronchodilator corticosteroid decongestant laxative painkiller psychedelic relaxant "
    "antiarrhythmic antihypertensive antiparasitic anthelmintic antiseptic anxiolytic tranquilizer tranquiliser cytotoxic cephalosporin "
    "penicillin macrolide fluoroquinolone barbiturate benzodiazepine biguanide sulfonylurea sulfonamide interferon immunosuppressant "
    "immunomodulator nsaid bisphosphonate retinoid triptan vasodilator emetic expectorant mucolytic antitussive nootropic amphetamine "
    "prodrug radiopharmaceutical conjugate oligonucleotide biosimilar cannabinoid supplement remedy"
)

FINITE = _words(
    "is was are were has have had can may might could should would will must do does did remains remained remain became "
    "becomes continues continued include includes included received gained won came followed appears appeared causes "
    "caused works acts costs cost sells sold marketed launched introduced entered began started led leads resulted results "
    "showed shows shown demonstrated found reported received makes made gives given took takes taken used uses lost fell "
    "rose generated developed discovered patented synthesized synthesised described announced submitted filed applied "
    "available withdrew withdrawn pulled discontinued recommended recommends require requires required limits limited "
    "approved licensed authorised authorized granted denied refused rejected indicated prescribed known designated "
    "suspended reintroduced restricted covers cover covered comes come exists obtained secured belongs differs contains consists "
    "manufactured produced administered expected tested studied allowed returned starts begins"
)
"""Words that make a clause: a list of indications ends before the clause that one of them stands in."""

CLAUSE_WORDS = _words(
    "it its they their which who whose where when while whereas although though but because since until before after however "
    "despite whilst currently now today there these those this such more fewer about approximately nearly over almost "
    "making becoming leading following based under along alongside with without thus hence so if unless he she we then later "
    "subsequently additionally also not despite having although being usually typically generally often sometimes rarely "
    "only still although widely especially particularly notably namely chiefly mainly primarily making replacing adding covering allowing marking thereby"
)
"""Words that begin a clause, or something that is no member of a list."""

"""Acts and decisions that are no longer in force, as dated rows with their sources.

A notice is measured by the law of its own day: a row counts from `ended_on`.
"""

from dataclasses import dataclass
from datetime import date
from typing import Final

from lupaus.privacy.linter.words import Words
from lupaus.promises.text import Text

_NEVER: Final = Words("", "", "")


@dataclass(frozen=True, slots=True)
class StaleAct:
    """An act that has ended, what stands in its place, and where that is written."""

    words: Words
    name: Text
    ended_on: date
    instead: Text
    source: str
    unless: Words = _NEVER
    where: Words = _NEVER
    """What the notice must speak of somewhere, in languages in which the name could be another country's act."""
    not_where: Words = _NEVER


_FINLAND: Final = Words(
    r"",
    r"finland|finsk|finländ|dataombudsman|fo-nummer|helsingfors|åbo\b|esbo|vasa\b|vanda|oy\b|523/1999|\.fi\b",
    r"finland|finnish|helsinki|oy\b|523/1999|\.fi\b|ombudsman",
)
_PERSONAL_DATA = r"henkilötietola(?:ki(?!en)|in(?!säädä|opi|muk\w+ rekisteröi)|issa|ista|illa|kia)"
STALE: Final = (
    StaleAct(
        Words(
            rf"{_PERSONAL_DATA}|523/1999|523/99",
            r"personuppgiftslagen(?! \(1998)|personuppgiftslag(?= |\b)(?! \(1998)|523/1999",
            r"personal data act|523/1999|data protection act \(523",
        ),
        Text("henkilötietolaki (523/1999)", "personuppgiftslagen (523/1999)", "the Personal Data Act (523/1999)"),
        date(2019, 1, 1),
        Text(
            "EU:n yleinen tietosuoja-asetus (2016/679) ja tietosuojalaki (1050/2018)",
            "EU:s allmänna dataskyddsförordning (2016/679) och dataskyddslagen (1050/2018)",
            "the General Data Protection Regulation (2016/679) and the Data Protection Act (1050/2018)",
        ),
        "tietosuojalaki 1050/2018, 37 §",
        unless=Words("", r"1998:204|pul\b", r"norw|swiss|1998:204|sweden|swedish|icelan|malaysia|philippin"),
        where=_FINLAND,
    ),
    StaleAct(
        Words(
            r"henkilörekisterila(?:ki|in|issa)|471/1987",
            r"personregisterlagen|471/1987",
            r"personal (?:data )?file act|471/1987",
        ),
        Text(
            "henkilörekisterilaki (471/1987)", "personregisterlagen (471/1987)", "the Personal Data File Act (471/1987)"
        ),
        date(1999, 6, 1),
        Text(
            "EU:n yleinen tietosuoja-asetus (2016/679)",
            "EU:s allmänna dataskyddsförordning (2016/679)",
            "the GDPR (2016/679)",
        ),
        "henkilötietolaki 523/1999, 50 §",
    ),
    StaleAct(
        Words(
            r"sähköisen viestinnän tietosuojala(?:ki|in|issa|kia)|516/2004",
            r"lagen om dataskydd vid elektronisk kommunikation|516/2004",
            r"act on (?:the )?(?:protection of )?privacy in electronic communications|516/2004",
        ),
        Text(
            "sähköisen viestinnän tietosuojalaki (516/2004)",
            "lagen om dataskydd vid elektronisk kommunikation (516/2004)",
            "the Act on the Protection of Privacy in Electronic Communications (516/2004)",
        ),
        date(2015, 1, 1),
        Text(
            "laki sähköisen viestinnän palveluista (917/2014)",
            "lagen om tjänster inom elektronisk kommunikation (917/2014)",
            "the Act on Electronic Communications Services (917/2014)",
        ),
        "laki 917/2014, 351 §",
    ),
    StaleAct(
        Words(r"henkilötietodirektiivi|95/46", r"dataskyddsdirektivet|95/46", r"data protection directive|95/46"),
        Text(
            "henkilötietodirektiivi (95/46/EY)",
            "dataskyddsdirektivet (95/46/EG)",
            "the Data Protection Directive (95/46/EC)",
        ),
        date(2018, 5, 25),
        Text(
            "EU:n yleinen tietosuoja-asetus (2016/679)",
            "EU:s allmänna dataskyddsförordning (2016/679)",
            "the GDPR (2016/679)",
        ),
        "(EU) 2016/679, 94 art.",
    ),
    StaleAct(
        Words(*(r"privacy[- ]shield|2016/1250",) * 3),
        Text(
            "Privacy Shield ‑päätös (2016/1250)",
            "Privacy Shield-beslutet (2016/1250)",
            "the Privacy Shield decision (2016/1250)",
        ),
        date(2020, 7, 16),
        Text(
            "komission päätös EU–US Data Privacy Framework (2023/1795) tai vakiolausekkeet (2021/914)",
            "kommissionens beslut om EU–US Data Privacy Framework (2023/1795) eller standardavtalsklausuler (2021/914)",
            "the EU–US Data Privacy Framework decision (2023/1795) or standard contractual clauses (2021/914)",
        ),
        "EUT C-311/18 (Schrems II), 16.7.2020",
        unless=Words(*(r"data privacy framework|www\.privacyshield",) * 3),
    ),
    StaleAct(
        Words(*(r"safe[- ]harbou?r|2000/520",) * 3),
        Text(
            "Safe Harbor ‑päätös (2000/520/EY)",
            "Safe Harbor-beslutet (2000/520/EG)",
            "the Safe Harbour decision (2000/520/EC)",
        ),
        date(2015, 10, 6),
        Text(
            "komission päätös EU–US Data Privacy Framework (2023/1795) tai vakiolausekkeet (2021/914)",
            "kommissionens beslut om EU–US Data Privacy Framework (2023/1795) eller standardavtalsklausuler (2021/914)",
            "the EU–US Data Privacy Framework decision (2023/1795) or standard contractual clauses (2021/914)",
        ),
        "EUT C-362/14 (Schrems I), 6.10.2015",
    ),
    StaleAct(
        Words(
            r"(?:\S+ ){0,4}159/2007|784/2021|254/2015|sosiaalihuollon asiakasasiakirjala",
            r"159/2007|784/2021|254/2015",
            r"159/2007|784/2021|254/2015",
        ),
        Text(
            "laki 159/2007, 784/2021 tai 254/2015 (asiakastiedot)",
            "lagen 159/2007, 784/2021 eller 254/2015 (kunduppgifter)",
            "Act 159/2007, 784/2021 or 254/2015 (client data)",
        ),
        date(2024, 1, 1),
        Text(
            "laki sosiaali- ja terveydenhuollon asiakastietojen käsittelystä (703/2023)",
            "lagen om behandling av kunduppgifter inom social- och hälsovården (703/2023)",
            "the Act on the Processing of Client Data in Healthcare and Social Welfare (703/2023)",
        ),
        "laki 703/2023",
    ),
    StaleAct(
        Words(r"", r"personuppgiftslagen|1998:204|pul\b(?! ?\w)", r"1998:204"),
        Text(
            "Ruotsin henkilötietolaki (1998:204)",
            "personuppgiftslagen (1998:204)",
            "the Swedish Personal Data Act (1998:204)",
        ),
        date(2018, 5, 25),
        Text(
            "EU:n yleinen tietosuoja-asetus (2016/679)",
            "EU:s allmänna dataskyddsförordning (2016/679)",
            "the GDPR (2016/679)",
        ),
        "lag (2018:218)",
        not_where=_FINLAND,
    ),
    StaleAct(
        Words(r"", r"2003:389", r"2003:389"),
        Text(
            "Ruotsin laki 2003:389",
            "lagen om elektronisk kommunikation (2003:389)",
            "the Swedish Electronic Communications Act (2003:389)",
        ),
        date(2022, 6, 3),
        Text(
            "laki 2022:482",
            "lagen om elektronisk kommunikation (2022:482)",
            "the Electronic Communications Act (2022:482)",
        ),
        "lag (2022:482)",
    ),
    StaleAct(
        Words(r"", r"", r"data protection act,? 1998"),
        Text("Britannian Data Protection Act 1998", "Data Protection Act 1998", "the UK Data Protection Act 1998"),
        date(2018, 5, 25),
        Text("Data Protection Act 2018", "Data Protection Act 2018", "the Data Protection Act 2018 and the UK GDPR"),
        "Data Protection Act 2018, sch. 19",
    ),
)
"""Finnish acts first; those of others stand in Finnish companies' notices too.

Days and successors are written from knowledge of the statutes named as source, not looked up; a row whose day was not
certain was left out.
"""

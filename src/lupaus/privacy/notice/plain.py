"""The notice in plain language: what stands on top of it, for whoever reads no further.

Finnish is selkosuomi: short sentences, everyday words, one thought each. Every sentence here is also said, in its
own words, further down, where declarations carry it.

Source: Selkokeskus, "Selkosuomen ohjeet"; WP29, Guidelines on transparency (WP260), 8-12.
"""

from dataclasses import dataclass
from typing import Final

from lupaus.promises import Text


@dataclass(frozen=True, slots=True)
class Plain:
    """One paragraph of the summary; `of` are the lines of the notice that it sums up."""

    text: Text
    of: tuple[str, ...]


def _plain(of: tuple[str, ...], fi: str, sv: str, en: str) -> Plain:
    return Plain(Text(fi, sv, en), of)


PLAIN: Final[tuple[Plain, ...]] = (
    _plain(
        ("customers.data.name", "customers.data.street", "customers.data.email", "customers.data.phone"),
        "Kun tilaat meiltä apua kotiin, tarvitsemme tietoja sinusta. Tarvitsemme nimesi, osoitteesi, sähköpostisi ja "
        "puhelinnumerosi.",
        "När du beställer hjälp i hemmet behöver vi uppgifter om dig. Vi behöver ditt namn, din adress, din e-post "
        "och ditt telefonnummer.",
        "When you order help at home, we need data about you. We need your name, address, e-mail and phone number.",
    ),
    _plain(
        ("customers.purpose.service_delivery", "customers.purpose.messaging", "accounting.purpose.invoicing"),
        "Tietojen avulla tulemme luoksesi, kerromme sinulle käynneistä ja lähetämme laskun.",
        "Med uppgifterna kommer vi hem till dig, berättar om besöken och skickar fakturan.",
        "With them we come to your home, tell you about visits and send the invoice.",
    ),
    _plain(
        ("customers.data.health", "rights.consent"),
        "Sinun ei ole pakko kertoa terveydestäsi. Jos kerrot, kysymme siihen luvan. Voit perua luvan milloin vain.",
        "Du behöver inte berätta om din hälsa. Om du gör det frågar vi om lov. Du kan ta tillbaka lovet när som helst.",
        "You need not tell us about your health. If you do, we ask your permission. You can take it back at any time.",
    ),
    _plain(
        ("security.looks", "rights.access"),
        "Tietosi näkee vain se, joka tarvitsee niitä työssään. Kun joku katsoo tietojasi, siitä jää merkintä. Näet "
        "merkinnät omilta sivuiltasi.",
        "Bara den som behöver dina uppgifter i sitt arbete ser dem. När någon tittar på dem görs en anteckning. Du "
        "ser anteckningarna på dina egna sidor.",
        "Only people who need your data in their work see it. When somebody looks at it, a record is made. You can "
        "read the records on your own pages.",
    ),
    _plain(
        ("rights.access", "rights.rectification", "rights.erasure", "periods.bookkeeping"),
        "Voit katsoa ja korjata tietojasi omilla sivuillasi. Voit myös pyytää, että poistamme ne. Laskut säilytämme, "
        "koska laki vaatii sen.",
        "Du kan se och rätta dina uppgifter på dina egna sidor. Du kan också be oss radera dem. Fakturorna sparar vi, "
        "för lagen kräver det.",
        "You can see and correct your data on your own pages. You can also ask us to erase it. We keep invoices, "
        "because the law says so.",
    ),
    _plain(
        ("rights.complaint",),
        "Kysy meiltä, jos jokin on epäselvää. Jos teemme väärin, voit valittaa tietosuojavaltuutetulle.",
        "Fråga oss om något är oklart. Om vi gör fel kan du klaga hos dataombudsmannen.",
        "Ask us if something is unclear. If we do wrong, you can complain to the Data Protection Ombudsman.",
    ),
)
"""The sentences of the summary, a paragraph each."""

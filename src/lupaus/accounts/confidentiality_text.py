"""The first version of the confidentiality agreement, until the owner publishes the company's own.

It is content, not a message of the program: what somebody signs is exactly this text, so it is not translated.
"""

from typing import Final

FIRST_VERSION: Final = """\
Salassapitositoumus

1. Mitä sitoumus koskee
Näen työssäni asiakkaiden, työtovereiden ja muiden ihmisten tietoja: esimerkiksi nimiä, osoitteita, ovikoodeja, \
terveyteen ja perheeseen liittyviä tietoja sekä sen, mitä heidän kodeissaan on ja tapahtuu. Tämä sitoumus koskee \
niitä kaikkia, olivatpa ne järjestelmässä, paperilla tai vain muistissani.

2. Mihin sitoudun
- Pidän tiedot salassa. En kerro niitä sivullisille enkä puhu niistä niin, että sivullinen kuulee.
- Katson ja käytän vain niitä tietoja, joita kulloinenkin työtehtäväni vaatii. En katso tuttujen, naapureiden tai \
julkisuuden henkilöiden tietoja uteliaisuudesta.
- En kopioi, kuvaa enkä vie tietoja omiin laitteisiini, viesteihini tai papereihini.
- Suojaan tunnukseni ja laitteeni. En anna niitä kenenkään muun käyttöön.
- Kerron heti esihenkilölleni tai tietosuojavastaavalle, jos tietoja on päätynyt väärälle ihmiselle tai kadonnut.

3. Mitä järjestelmä tekee
Järjestelmä kirjaa, kenen tietoja avaan ja missä tarkoituksessa. Asiakas voi nähdä nämä kirjaukset.

4. Kuinka kauan sitoumus sitoo
Pääsen tietoihin vain niin kauan kuin allekirjoitukseni on voimassa. Salassapito itse ei pääty: se jatkuu myös \
työsuhteeni tai toimeksiantoni jälkeen.

5. Jos rikon sitoumusta
Pääsyni tietoihin voidaan lopettaa heti. Salassapidon rikkominen voi johtaa työ- tai sopimussuhteen päättymiseen, \
vahingonkorvaukseen ja rangaistukseen rikoslain 38 luvun mukaan.
"""

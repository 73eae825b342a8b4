"""Each rule with a text that fires and a near miss, where it matters in all three languages."""

from collections.abc import Callable

import pytest

from lupaus.privacy.linter.linter import Report

type Lint = Callable[..., Report]

WHOLE = {
    "fi": "Tietosuojaseloste\n\nPäivitetty 1.2.2026\n\nRekisterinpitäjä\nKoti Malli Oy, info@koti.example\n\n"
    "Käsittelyn tarkoitus ja peruste\nTilausten toimittaminen perustuu sopimukseen.\n\nTietosisältö\nNimi ja "
    "osoite.\n\n"
    "Luovutukset\nTietoja käsittelee lukuumme tilitoimisto.\n\nSäilytysaika\nTiedot poistetaan vuoden "
    "kuluttua sopimuksen päättymisestä. "
    "Kirjanpidon tositteet säilytetään kuusi vuotta.\n\n{more}\n\n"
    "Oikeutesi\nVoit tarkastaa, oikaista ja poistaa tietosi, rajoittaa ja vastustaa käsittelyä, siirtää "
    "tiedot toiseen palveluun, "
    "peruuttaa suostumuksen ja valittaa tietosuojavaltuutetulle.\n",
    "sv": "Dataskyddsbeskrivning\n\nUppdaterad 1.2.2026\n\nPersonuppgiftsansvarig\nHem Modell Ab, info@hem.example\n\n"
    "Ändamål och rättslig grund\nLeveransen av beställningar grundar sig på avtal.\n\nUppgifter vi "
    "behandlar\nNamn och adress.\n\n"
    "Utlämnande\nEn redovisningsbyrå behandlar uppgifter för vår räkning.\n\nLagringstid\nUppgifterna "
    "raderas ett år efter att avtalet "
    "upphört. Bokföringens verifikat sparas sex år.\n\n{more}\n\n"
    "Dina rättigheter\nDu kan få tillgång till dina uppgifter, rätta och radera dem, begränsa behandlingen "
    "och invända mot den, flytta "
    "uppgifterna till en annan tjänst, återkalla samtycke och klaga hos dataombudsmannen.\n",
    "en": "Privacy notice\n\nUpdated 2026-02-01\n\nController\nHome Model Ltd, info@home.example\n\n"
    "Purpose and legal basis\nDelivering orders is based on a contract.\n\nData we collect\nName and address.\n\n"
    "Recipients\nAn accounting firm processes data on our behalf.\n\nRetention\nPersonal data is deleted one "
    "year after the contract "
    "ends. Accounting vouchers are kept for six years.\n\n{more}\n\n"
    "Your rights\nYou may access, correct and erase your data, restrict processing and object to it, move "
    "the data to another "
    "service in a portable form, withdraw consent and complain to the supervisory authority.\n",
}
"""Whole notices without a finding, into which a clause is put."""

FIRES = {
    ("L01", "fi"): "Käsittelemme henkilötietoja henkilötietolain mukaisesti.",
    ("L01", "sv"): "Personuppgifter behandlas enligt personuppgiftslagen (523/1999).",
    ("L01", "en"): "Personal data is processed under the Personal Data Act (523/1999).",
    ("L02", "fi"): "Sinulla on oikeus saada tiedot nähtäväksi maksutta kerran kalenterivuodessa.",
    ("L02", "sv"): "Du har rätt att få ett avgiftsfritt utdrag en gång per år.",
    ("L02", "en"): "You have the right to request a free copy once every 12 months.",
    ("L03", "fi"): "Tarkastuspyyntö esitetään omakätisesti allekirjoitetussa asiakirjassa.",
    ("L03", "sv"): "Begäran om utdrag ska vara skriftlig och undertecknad.",
    ("L03", "en"): "Requests must be made in writing and bear your signature.",
    (
        "L04",
        "fi",
    ): "Pääsääntöisesti tietoja ei siirretä ETA-alueen ulkopuolelle.\n\nHenkilötietoja ei siirretä EU:n ulkopuolelle.",
    ("L04", "sv"): "Uppgifter överförs i regel inte utanför EES.\n\nPersonuppgifter överförs aldrig utanför EU.",
    ("L04", "en"): "Data may be stored on servers outside the EEA.\n\nWe never transfer personal data outside the EU.",
    (
        "L05",
        "fi",
    ): "Emme luovuta tietojasi kenellekään ulkopuoliselle.\n\nMuuta\nTietoja voidaan luovuttaa kumppaneillemme, "
    "kuten pankeille.",
    (
        "L05",
        "sv",
    ): "Vi lämnar aldrig ut uppgifter till utomstående.\n\nÖvrigt\nVi kan dela uppgifter med samarbetspartner, "
    "till exempel banker.",
    (
        "L05",
        "en",
    ): "We never share your data with third parties.\n\nOther\nWe may share data with partners such as banks.",
    ("L06", "fi"): "Laskutustiedot poistetaan kahden vuoden kuluttua.",
    ("L06", "sv"): "Fakturor raderas efter tre år.",
    ("L06", "en"): "Invoices are deleted after 24 months.",
    ("L07", "fi"): "Käytämme evästeitä mainontaan istunnon ajan. Voit estää evästeet selaimen asetuksista.",
    ("L07", "sv"): "Vi använder kakor för reklam under sessionen. Du kan avvisa kakor i webbläsarens inställningar.",
    (
        "L07",
        "en",
    ): "We use cookies for advertising during the session. You can refuse cookies in your browser settings.",
    ("L08", "fi"): "Tietolähteet\nTietoja saadaan myös arvontojen yhteydessä.",
    ("L08", "sv"): "Informationskällor\nUppgifter samlas in också vid utlottningar.",
    ("L08", "en"): "Sources\nData is collected from raffles too.",
    (
        "L09",
        "fi",
    ): "Tietosisältö\n- IP-osoite, säilytys 30 päivää, oikeutettu etu\n\nTietolähteet\nTiedot saadaan "
    "asiakkaalta itseltään.",
    ("L09", "sv"): "Uppgifter vi behandlar\n- kreditupplysningar\n\nInformationskällor\nUppgifterna fås av dig själv.",
    ("L09", "en"): "Data we collect\n- coordinates of the address\n\nSources\nThe data is collected from you.",
    ("L10", "fi"): "Tietosisältö\n- asiakkaan allergiat",
    ("L10", "sv"): "Uppgifter vi behandlar\n- hälsouppgifter",
    ("L10", "en"): "Data we collect\n- names and ages of children",
    ("L13", "fi"): "Tilauksen vastaanottava alihankkija saa nimen ja osoitteen.",
    ("L13", "sv"): "Underleverantören som utför städningen får namn och adress.",
    ("L13", "en"): "The subcontractor who carries out the job receives the name and address.",
    ("L14", "fi"): "Tietosisältö\n- asiakkaan arvio siivoojasta",
    ("L14", "sv"): "Uppgifter vi behandlar\n- kundens omdömen om utfört besök",
    ("L14", "en"): "Data we collect\n- ratings of the driver",
    (
        "L15",
        "fi",
    ): "Sivuston käyttö edellyttää, että evästeet hyväksytään: istuntoeväste vaatii evästeiden hyväksymisen.",
    ("L15", "sv"): "Du måste acceptera kakor under sessionen.",
    ("L15", "en"): "You must accept cookies for the session.",
    ("L16", "fi"): "Tietosisältö\n- IP-osoite\n- selaimen tunniste",
    ("L16", "sv"): "Uppgifter vi behandlar\n- IP-adress",
    ("L16", "en"): "Data we collect\n- IP address",
    ("L17", "fi"): "Yhteyshenkilö\nMatti Malli, matti.malli@koti.example",
    ("L17", "sv"): "Kontaktperson\nMatti Modell, matti.modell@hem.example",
    ("L17", "en"): "Contact person\nMatti Model, matti.model@home.example",
    ("L18", "fi"): "Paperit ovat lukollisessa kaapissa.",
    ("L18", "sv"): "Papper förvaras i ett låst rum.",
    ("L18", "en"): "Paper files are held in a locked cabinet.",
    ("L20", "fi"): "Tallennettuja tietoja käytetään henkilökunnan kouluttamiseen.",
    ("L20", "sv"): "Uppgifterna används för att utbilda personalen.",
    ("L20", "en"): "We use the information for staff training.",
}
"""Put into a whole notice, exactly this rule fires."""

ALSO = {"L16": {"L06"}}
"""Identifiers without a period are silent logs too."""

MISSES = {
    ("L01", "fi"): "Henkilötietolaki (523/1999) kumottiin vuonna 2019. Noudatamme henkilötietolainsäädäntöä.",
    ("L01", "sv"): "Personuppgiftslagen (523/1999) upphävdes 2019. Vi följer personuppgiftslagstiftningen.",
    ("L01", "en"): "The Norwegian Personal Data Act and the GDPR are followed.",
    (
        "L02",
        "fi",
    ): "Tarkistamme suojaukset kerran vuodessa. Maksun voimme periä vain ilmeisen perusteettomasta pyynnöstä.",
    ("L02", "sv"): "Vi granskar skyddet en gång om året. En avgift tas ut bara för en uppenbart ogrundad begäran.",
    ("L02", "en"): "We review our safeguards once a year. A fee may be charged for manifestly unfounded requests.",
    ("L03", "fi"): "Pyyntöä ei tarvitse allekirjoittaa. Työntekijät ovat allekirjoittaneet salassapitosopimuksen.",
    ("L03", "sv"): "Begäran behöver inte undertecknas. De anställda har undertecknat ett sekretessavtal.",
    ("L03", "en"): "Your request need not be signed. Employees have signed a confidentiality agreement.",
    (
        "L04",
        "fi",
    ): "Tietoja ei siirretä EU:n ulkopuolelle, ellei asiakas sitä pyydä. Palvelin voi sijaita ETA-alueen ulkopuolella.",
    ("L04", "sv"): "Uppgifter överförs inte utanför EU utan samtycke. Servern kan finnas utanför EES.",
    (
        "L04",
        "en",
    ): "We do not transfer data outside the EU unless you ask us to. A server may be located outside the EEA.",
    ("L05", "fi"): "Tietoja ei luovuteta ulkopuolisille. Luovutamme tietoja viranomaisille, kun laki vaatii.",
    (
        "L05",
        "sv",
    ): "Uppgifter lämnas inte ut till utomstående. Uppgifter lämnas ut till myndigheter när lagen kräver det.",
    (
        "L05",
        "en",
    ): "We do not share data with third parties. Data is disclosed to authorities when the law requires it.",
    ("L06", "fi"): "Laskut säilytetään kymmenen vuotta. Maksumuistutus lähetetään 14 päivän kuluttua.",
    ("L06", "sv"): "Fakturor sparas sju år. Betalningspåminnelse skickas efter 14 dagar.",
    ("L06", "en"): "Invoices are kept for six years after the financial year. A reminder is sent after 14 days.",
    (
        "L07",
        "fi",
    ): "Mainosevästeet säilyvät 90 päivää ja asetetaan vain suostumuksella. Voit poistaa evästeet selaimen "
    "asetuksista.",
    (
        "L07",
        "sv",
    ): "Vi använder endast nödvändiga kakor under sessionen. Du kan radera kakor i webbläsarens inställningar.",
    (
        "L07",
        "en",
    ): "Advertising cookies last 90 days and need your consent. You can also delete cookies in your browser settings.",
    (
        "L08",
        "fi",
    ): "Tietoja käytetään arvontojen järjestämiseen ja voittajan tavoittamiseen. Arvonnan tiedot poistetaan "
    "kuukauden kuluttua.",
    (
        "L08",
        "sv",
    ): "Uppgifterna används för att genomföra utlottningar. Utlottningens uppgifter raderas efter en månad.",
    ("L08", "en"): "We use the data to run raffles. Raffle entries are deleted after one month.",
    (
        "L09",
        "fi",
    ): "Tietosisältö\n- IP-osoite, säilytys 30 päivää, oikeutettu etu\n\nTietolähteet\nTiedot saadaan "
    "asiakkaalta itseltään ja hänen laitteeltaan automaattisesti.",
    (
        "L09",
        "sv",
    ): "Uppgifter vi behandlar\n- kreditupplysningar\n\nInformationskällor\nUppgifterna fås av dig själv och av "
    "kreditupplysningsbolag.",
    (
        "L09",
        "en",
    ): "Data we collect\n- coordinates of the address\n\nSources\nThe data is collected from you; coordinates "
    "come from a map service.",
    ("L10", "fi"): "Emme kerää terveystietoja. Palvelu ei ole tarkoitettu alle 13-vuotiaille lapsille.",
    ("L10", "sv"): "Uppgifter vi behandlar\n- hälsouppgifter, med ditt uttryckliga samtycke",
    ("L10", "en"): "We do not collect health data. The service is not directed to children under 13.",
    ("L13", "fi"): "Tilauksen vastaanottava alihankkija käsittelee tietoja lukuumme.",
    ("L13", "sv"): "Underleverantören som utför städningen är vårt personuppgiftsbiträde.",
    ("L13", "en"): "The subcontractor who carries out the job is our processor.",
    ("L14", "fi"): "Tietosisältö\n- asiakkaan arvio siivoojasta\n\nSiivoojilla on oma tietosuojaseloste.",
    ("L14", "sv"): "Uppgifter vi behandlar\n- kundens omdömen om vår webbplats",
    ("L14", "en"): "Data we collect\n- ratings of the driver\n\nDrivers have their own privacy notice.",
    ("L15", "fi"): "Välttämättömät evästeet toimivat istunnon ajan eivätkä edellytä hyväksymistä.",
    ("L15", "sv"): "Nödvändiga kakor finns under sessionen och behöver inte godkännas.",
    ("L15", "en"): "Necessary cookies last for the session and do not require your consent.",
    ("L16", "fi"): "Tietosisältö\n- IP-osoite, säilytys 30 päivää, oikeutettu etu",
    ("L16", "sv"): "IP-adresser i loggen sparas i 30 dagar med stöd av berättigat intresse.",
    ("L16", "en"): "IP addresses in our logs are kept for 30 days on the basis of our legitimate interest.",
    ("L17", "fi"): "Yhteyshenkilö\nMatti Malli, tietosuoja@koti.example",
    ("L17", "sv"): "Kontaktperson\nMatti Modell, dataskydd@hem.example",
    ("L17", "en"): "Contact\nPrivacy team, privacy@home.example",
    (
        "L18",
        "fi",
    ): "Tili lukittuu viiden yrityksen jälkeen. Paperit ovat lukitussa kaapissa, ja avaimet kirjataan luetteloon.",
    ("L18", "sv"): "Kontot låses efter fem försök.",
    ("L18", "en"): "The account is locked after five attempts.",
    ("L20", "fi"): "Suojaus\nHenkilökunta on koulutettu käsittelemään tietoja oikein.",
    ("L20", "sv"): "Skydd\nPersonalen utbildas i dataskydd.",
    ("L20", "en"): "Security\nOur staff are trained in data protection.",
}
"""Put into a whole notice, nothing fires."""


def name(key: tuple[str, str]) -> str:
    return "-".join(key)


@pytest.mark.parametrize("language", ["fi", "sv", "en"])
def test_the_notice_that_clauses_are_put_into_is_clean(lint: Lint, language: str) -> None:
    report = lint(WHOLE[language].format(more=""))

    assert (report.language, report.is_whole, report.findings) == (language, True, ())


@pytest.mark.parametrize("key", FIRES, ids=name)
def test_a_clause_fires_exactly_its_rule(lint: Lint, key: tuple[str, str]) -> None:
    rule, language = key

    report = lint(WHOLE[language].format(more=FIRES[key]))

    assert {finding.rule for finding in report.findings} == {rule} | ALSO.get(rule, set())
    assert all(finding.sentence in FIRES[key].replace("\n", " ") for finding in report.findings)
    assert all(finding.why and finding.mend for finding in report.findings)


@pytest.mark.parametrize("key", MISSES, ids=name)
def test_a_near_miss_fires_nothing(lint: Lint, key: tuple[str, str]) -> None:
    assert lint(WHOLE[key[1]].format(more=MISSES[key])).findings == ()


@pytest.mark.parametrize("rule", [f"L{number:02}" for number in range(1, 21)])
def test_no_rule_is_without_a_pair(rule: str) -> None:
    absences = {"L11", "L12", "L19"}  # below: they need a notice of their own

    assert rule in absences or {(rule, "fi"), (rule, "sv"), (rule, "en")} <= FIRES.keys() & MISSES.keys()


def without(language: str, *words: str) -> str:
    """Return the clean notice with words taken out."""
    text = WHOLE[language].format(more="")
    for each in words:
        assert each in text
        text = text.replace(each, "")
    return text


@pytest.mark.parametrize(
    ("language", "word", "missing"),
    [
        ("fi", "rajoittaa ja ", "käsittelyn rajoittaminen"),
        ("fi", " ja valittaa tietosuojavaltuutetulle", "valitus valvontaviranomaiselle"),
        ("sv", "begränsa behandlingen och ", "begränsning av behandlingen"),
        ("sv", " och klaga hos dataombudsmannen", "klagomål till tillsynsmyndigheten"),
        ("en", " and erase", "erasure"),
        ("en", " and complain to the supervisory authority", "complaint to the supervisory authority"),
    ],
)
def test_l11_names_the_right_that_is_missing(lint: Lint, language: str, word: str, missing: str) -> None:
    (finding,) = lint(without(language, word)).findings

    assert (finding.rule, finding.sentence) == (
        "L11",
        {"fi": "Oikeutesi", "sv": "Dina rättigheter"}.get(language, "Your rights"),
    )
    assert f": {missing} (" in finding.why


def test_l11_asks_for_no_right_that_does_not_apply(lint: Lint) -> None:
    """Without consent and contract there is nothing to withdraw and nothing to take along."""
    text = without("fi", "peruuttaa suostumuksen ", "siirtää tiedot toiseen palveluun, ").replace(
        "sopimukseen", "oikeutettuun etuun"
    )

    assert lint(text).findings == ()


@pytest.mark.parametrize(
    ("language", "old", "new", "part"),
    [
        ("fi", "Päivitetty 1.2.2026", "", "päiväys tai versio"),
        ("sv", "Uppdaterad 1.2.2026", "", "datum eller version"),
        ("en", "Updated 2026-02-01", "", "a date or version"),
        ("fi", " perustuu sopimukseen", "", "käsittelyn oikeusperuste"),
        (
            "fi",
            "Tietoja käsittelee lukuumme tilitoimisto.",
            "Tietoja voidaan luovuttaa kolmansille osapuolille.",
            "vastaanottajat ryhmittäin",
        ),
        (
            "en",
            "An accounting firm processes data on our behalf.",
            "We may share data with third parties.",
            "recipients by category",
        ),
    ],
)
def test_l12_names_the_part_that_is_missing(lint: Lint, language: str, old: str, new: str, part: str) -> None:
    text = WHOLE[language].format(more="")
    assert old in text

    (finding,) = lint(text.replace(old, new).replace("tarkoitus ja peruste", "tarkoitus")).findings

    assert finding.rule == "L12"
    assert f": {part}" in finding.why


@pytest.mark.parametrize(
    ("language", "clause", "objection"),
    [
        ("fi", "Tietoja käytetään profilointiin.", " ja vastustaa"),
        ("sv", "Vi använder profilering.", " och invända mot den"),
        ("en", "We use the data for profiling.", " and object to it"),
    ],
)
def test_l19_wants_logic_or_the_right_to_object(lint: Lint, language: str, clause: str, objection: str) -> None:
    text = WHOLE[language].format(more=clause)

    assert lint(text).findings == ()
    assert {finding.rule for finding in lint(text.replace(objection, "")).findings} == {"L11", "L19"}


def test_l19_is_content_with_the_logic(lint: Lint) -> None:
    text = WHOLE["fi"].format(more="Profilointi perustuu tilaushistoriaan.").replace(" ja vastustaa", "")

    assert {finding.rule for finding in lint(text).findings} == {"L11"}


def test_l01_measures_by_the_day_of_the_notice(lint: Lint) -> None:
    text = WHOLE["fi"].format(more="Noudatamme henkilötietolakia (523/1999).")

    assert [finding.rule for finding in lint(text).findings] == ["L01"]
    assert lint(text.replace("1.2.2026", "1.6.2018")).findings == ()


def test_a_promise_that_is_hedged_alone_contradicts_nothing(lint: Lint) -> None:
    assert (
        lint(WHOLE["fi"].format(more="Tietoja ei pääsääntöisesti luovuteta eikä siirretä EU:n ulkopuolelle.")).findings
        == ()
    )


def test_two_registers_in_one_text_do_not_contradict_each_other(lint: Lint) -> None:
    first = WHOLE["fi"].format(more="Tietoja ei siirretä EU:n ulkopuolelle.")
    second = WHOLE["fi"].format(more="Tietoja käsitellään myös EU:n ulkopuolella.")

    assert lint(first + "\n\n" + second).findings == ()

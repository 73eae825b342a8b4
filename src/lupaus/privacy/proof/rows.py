"""The eighty promises of the notice, one sentence each: the strips of the rug.

Source: the company's notice, sentence by sentence; the numbers are those that tests and decisions use.
"""

from dataclasses import dataclass

from lupaus.promises.text import Text


@dataclass(frozen=True, slots=True)
class Row:
    """One promise; `name` is "S1" to "S80"."""

    name: str
    text: Text


_SENTENCES: tuple[tuple[str, str, str], ...] = (
    (
        "Kerromme, kuka vastaa tiedoistasi.",
        "Vi berättar vem som ansvarar för dina uppgifter.",
        "We say who is responsible for your data.",
    ),
    (
        "Nimetty ihminen hoitaa rekisteriasiat.",
        "En namngiven person sköter registerärenden.",
        "A named person handles register matters.",
    ),
    (
        "Jokainen tieto kuuluu yhteen rekisteriin.",
        "Varje uppgift hör till ett enda register.",
        "Each piece of data belongs to one register.",
    ),
    ("Voit kytkeä räätälöinnin pois.", "Du kan stänga av anpassningen.", "You can switch tailoring off."),
    (
        "Hoidamme asiakkuuttasi yhdessä paikassa.",
        "Vi sköter din kundrelation på ett ställe.",
        "We look after your relationship in one place.",
    ),
    (
        "Vain sinä pääset omiin tietoihisi.",
        "Bara du kommer åt dina egna uppgifter.",
        "Only you can get to your own data.",
    ),
    (
        "Palveluviestit ovat erillään markkinoinnista.",
        "Servicemeddelanden hålls isär från marknadsföring.",
        "Service messages are kept apart from marketing.",
    ),
    (
        "Käytämme tietojasi tilaamasi palvelun toimittamiseen.",
        "Vi använder dina uppgifter för att leverera det du beställt.",
        "We use your data to deliver what you ordered.",
    ),
    (
        "Etämyynnissä sinulla on 14 päivän peruutusoikeus.",
        "Vid distansköp har du 14 dagars ångerrätt.",
        "You may withdraw from a distance sale for 14 days.",
    ),
    (
        "Seuraamme palvelun käyttöä vain luvallasi.",
        "Vi följer användningen bara med ditt samtycke.",
        "We analyse your use only with your consent.",
    ),
    (
        "Koulutamme henkilöstöä ilman nimiä ja osoitteita.",
        "Vi utbildar personalen utan namn och adresser.",
        "We train staff without names and addresses.",
    ),
    ("Näet tilaushistoriasi.", "Du ser din beställningshistorik.", "You can see your order history."),
    ("Estämme väärinkäytöksiä.", "Vi förhindrar missbruk.", "We prevent misuse."),
    ("Varmistamme palvelun laadun.", "Vi säkrar tjänstens kvalitet.", "We assure the quality of the service."),
    (
        "Tarjoustiedot poistuvat, kun tarjous raukeaa.",
        "Offertuppgifter raderas när offerten förfaller.",
        "Quote data goes when the quote lapses.",
    ),
    (
        "Jokaisella tiedolla on peruste laissa. Terveystietoja emme tallenna ilman nimenomaista suostumustasi.",
        "Varje uppgift har en grund i lagen. Hälsouppgifter sparar vi inte utan ditt uttryckliga samtycke.",
        "Every piece of data has a ground in law. We store no health information without your explicit consent.",
    ),
    (
        "Palvelemme sekä ihmisiä että yrityksiä.",
        "Vi betjänar både personer och företag.",
        "We serve both people and companies.",
    ),
    (
        "Entisen asiakkaan tietoja näkevät harvemmat.",
        "Tidigare kunders uppgifter ses av färre.",
        "Fewer people see a former customer's data.",
    ),
    (
        "Maksaja ja läheinen saavat vain oman osansa tiedoista.",
        "Betalare och anhöriga får bara sin del av uppgifterna.",
        "A payer or relative gets only their own part of the data.",
    ),
    (
        "Jokaisella yhteydenoton tavalla on oma tarkoituksensa.",
        "Varje sätt att ta kontakt har sitt eget ändamål.",
        "Each way of contacting us has its own purpose.",
    ),
    (
        "Nimesi kirjoitetaan niin kuin sinä sen kirjoitat.",
        "Ditt namn skrivs som du själv skriver det.",
        "Your name is written the way you write it.",
    ),
    (
        "Tekijä näkee tarkan osoitteen vasta otettuaan käynnin vastaan.",
        "Utföraren ser den exakta adressen först efter att ha tagit emot besöket.",
        "The provider sees the exact address only after accepting the visit.",
    ),
    (
        "Sähköpostiosoitteesi vaihtuu vasta, kun vahvistat sen.",
        "Din e-postadress byts först när du bekräftar den.",
        "Your e-mail address changes only when you confirm it.",
    ),
    (
        "Tekijä näkee puhelinnumerosi vain käynnin aikaan.",
        "Utföraren ser ditt telefonnummer bara kring besöket.",
        "The provider sees your phone number only around the visit.",
    ),
    (
        "Yhteyshenkilö saa tiedon, että hän on rekisterissä.",
        "Kontaktpersonen får veta att hen finns i registret.",
        "A contact person is told that they are in the register.",
    ),
    (
        "Asiakasnumerosi ei kerro sinusta mitään.",
        "Ditt kundnummer säger ingenting om dig.",
        "Your customer number says nothing about you.",
    ),
    (
        "IP-osoite lyhennetään tai poistetaan.",
        "IP-adressen förkortas eller raderas.",
        "IP addresses are shortened or deleted.",
    ),
    (
        "Näet omat kirjautumisesi ja voit lopettaa ne.",
        "Du ser dina inloggningar och kan avsluta dem.",
        "You see your sign-ins and can end them.",
    ),
    ("Korttinumerosi ei tule meille.", "Ditt kortnummer kommer aldrig till oss.", "Your card number never reaches us."),
    ("Markkinointikielto toimii heti.", "Ett marknadsföringsförbud gäller genast.", "A marketing ban works at once."),
    (
        "Terveystiedon näkee vain se, joka sitä työssään tarvitsee.",
        "Hälsouppgifter ses bara av den som behöver dem i sitt arbete.",
        "Health information is seen only by those whose work needs it.",
    ),
    (
        "Lisätiedon näkee vain se, jolle se on tarkoitettu.",
        "Tilläggsuppgifter ses bara av den de är avsedda för.",
        "A note is seen only by those it is meant for.",
    ),
    (
        "Laskutusosoitetta ei näytetä tekijälle.",
        "Faktureringsadressen visas inte för utföraren.",
        "The provider never sees the billing address.",
    ),
    ("Sovittu hinta ja sisältö pysyvät.", "Avtalat pris och innehåll står fast.", "The agreed price and content stay."),
    (
        "Ajat ja kestot ovat minuutilleen oikein, myös kellojen siirrossa.",
        "Tider och längder stämmer på minuten, även när klockan ställs om.",
        "Times and durations are right to the minute, also when clocks change.",
    ),
    (
        "Toistuvat käynnit pysyvät sovitussa rytmissä.",
        "Återkommande besök håller avtalad rytm.",
        "Recurring visits keep the agreed rhythm.",
    ),
    (
        "Yhden osoitteen koodi ei näy toisen osoitteen käynnillä.",
        "En adress kod syns inte vid besök på en annan adress.",
        "The code of one address never shows on a visit to another.",
    ),
    ("Emme tallenna henkilötunnusta.", "Vi sparar inga personbeteckningar.", "We store no personal identity codes."),
    ("Lapsista emme kysy nimiä.", "Vi frågar inte efter barns namn.", "We ask for no names of children."),
    (
        "Hinta on eritelty ja laskettavissa uudelleen.",
        "Priset är specificerat och kan räknas om.",
        "The price is itemised and can be recomputed.",
    ),
    (
        "Voit vaihtaa maksutavan avoimelle laskulle.",
        "Du kan byta betalningssätt på en öppen faktura.",
        "You can change the payment method of an open invoice.",
    ),
    (
        "Käynnin saa yksi tekijä, ja näet kuka.",
        "En utförare får besöket, och du ser vem.",
        "One provider gets the visit, and you see who.",
    ),
    (
        "Näet, mitä tekijä kirjoitti käynnistäsi.",
        "Du ser vad utföraren skrev om ditt besök.",
        "You see what the provider wrote about your visit.",
    ),
    (
        "Arvion voit antaa vain tehdystä käynnistä.",
        "Du kan bedöma bara ett utfört besök.",
        "Only a visit that was carried out can be rated.",
    ),
    (
        "Kerromme, mistä kukin tieto on peräisin.",
        "Vi berättar varifrån varje uppgift kommer.",
        "We say where each piece of data comes from.",
    ),
    (
        "Emme tallenna luvattasi, mistä tulit sivulle.",
        "Vi sparar inte utan lov varifrån du kom.",
        "We do not store without leave where you came from.",
    ),
    (
        "Käytämme vain välttämättömiä evästeitä.",
        "Vi använder bara nödvändiga kakor.",
        "We use strictly necessary cookies only.",
    ),
    (
        "Vapaaehtoisesta evästeestä kieltäydyt yhtä helposti kuin hyväksyt.",
        "Du nekar frivilliga kakor lika lätt som du godkänner dem.",
        "Refusing optional cookies is as easy as accepting.",
    ),
    (
        "Kokeiluihin osallistut vain suostumuksellasi.",
        "Du deltar i experiment bara med ditt samtycke.",
        "You take part in experiments only with consent.",
    ),
    (
        "Sivut toimivat ilman evästeitä, eikä kukaan ulkopuolinen saa tietää käynnistäsi.",
        "Sidorna fungerar utan kakor, och ingen utomstående får veta om ditt besök.",
        "The pages work without cookies, and no outsider learns of your visit.",
    ),
    (
        "Jos kirjautuminen tarvitsee evästeen, kerromme sen selvästi.",
        "Om inloggningen behöver en kaka säger vi det tydligt.",
        "Where signing in needs a cookie, we say so clearly.",
    ),
    (
        "Tietoja käsittelevät vain nimetyt ihmiset.",
        "Bara utsedda personer behandlar uppgifter.",
        "Only designated people handle data.",
    ),
    (
        "Pääsy järjestelmään on rajattu.",
        "Tillträdet till systemet är begränsat.",
        "Access to the system is restricted.",
    ),
    (
        "Voit tarkistaa tietosi maksutta niin usein kuin haluat.",
        "Du får se dina uppgifter avgiftsfritt så ofta du vill.",
        "You may inspect your data free of charge as often as you like.",
    ),
    ("Pyyntöön ei tarvita allekirjoitusta.", "En begäran behöver ingen underskrift.", "A request needs no signature."),
    (
        "Emme paljasta, kuka on asiakkaamme.",
        "Vi röjer inte vem som är vår kund.",
        "We do not reveal who is our customer.",
    ),
    (
        "Sähköposti ei koskaan sisällä tietojasi avoimesti.",
        "E-post innehåller aldrig dina uppgifter öppet.",
        "E-mail never carries your data in the open.",
    ),
    (
        "Lähetämme tiedot vain aiemmin vahvistettuun osoitteeseen.",
        "Vi sänder uppgifter bara till en tidigare bekräftad adress.",
        "We send data only to an address verified earlier.",
    ),
    ("Korjaat omat tietosi itse.", "Du rättar dina uppgifter själv.", "You correct your own data yourself."),
    (
        "Muun korjauksen voit pyytää vapaasti.",
        "Andra rättelser kan du begära fritt.",
        "You can ask for other corrections freely.",
    ),
    (
        "Kiellät markkinoinnin yhdellä painalluksella.",
        "Du förbjuder marknadsföring med ett tryck.",
        "One press stops marketing.",
    ),
    (
        "Kiellon jälkeen saat vain palveluviestejä.",
        "Efter förbudet får du bara servicemeddelanden.",
        "After a ban you get service messages only.",
    ),
    (
        "Emme lähtökohtaisesti luovuta tietojasi.",
        "Vi lämnar i regel inte ut dina uppgifter.",
        "We do not disclose your data by default.",
    ),
    ("Näet, mitä kumppaneille on annettu.", "Du ser vad partner har fått.", "You see what partners have received."),
    (
        "Siirtoon ETA-alueen ulkopuolelle vaaditaan laillinen peruste.",
        "En överföring utanför EES kräver laglig grund.",
        "A transfer outside the EEA needs a lawful ground.",
    ),
    (
        "Tieto säilyy vain niin kauan kuin sille on peruste.",
        "En uppgift sparas bara så länge det finns en grund.",
        "Data is kept only while there is a ground.",
    ),
    (
        "Poistamme tietosi vuoden kuluttua sopimuksen päättymisestä.",
        "Vi raderar dina uppgifter ett år efter avtalets slut.",
        "We erase your data one year after the contract ends.",
    ),
    (
        "Arvontatiedot poistamme vuoden kuluttua.",
        "Lotteriuppgifter raderar vi efter ett år.",
        "We erase raffle data after one year.",
    ),
    (
        "Tietoihin pääsee vain, jos työ sitä vaatii.",
        "Uppgifter ses bara om arbetet kräver det.",
        "Data is seen only where the work demands it.",
    ),
    (
        "Salassapitosopimus sitoo jokaista työntekijää.",
        "Ett sekretessavtal binder varje anställd.",
        "A confidentiality agreement binds every employee.",
    ),
    (
        "Kumppanien väkeä sitoo sama salassapito.",
        "Samma sekretess binder partnernas personal.",
        "The same confidentiality binds partners' people.",
    ),
    (
        "Arvioimme kumppanin tietosuojan ennen valintaa.",
        "Vi bedömer partnerns dataskydd före valet.",
        "We assess a partner's data protection before choosing.",
    ),
    (
        "Jokaisen kumppanin kanssa on kirjallinen sopimus.",
        "Med varje partner finns ett skriftligt avtal.",
        "There is a written agreement with each partner.",
    ),
    (
        "Asiakirjoja emme luovuta kuin lain vaatiessa.",
        "Handlingar lämnar vi ut bara när lagen kräver.",
        "We hand over documents only where law demands it.",
    ),
    (
        "Tietoja ei siirretä ETA-alueen ulkopuolelle.",
        "Uppgifter överförs inte utanför EES.",
        "Data is not transferred outside the EEA.",
    ),
    (
        "Näet, kuka tietojasi on katsonut ja miksi.",
        "Du ser vem som sett dina uppgifter och varför.",
        "You see who has looked at your data, and why.",
    ),
    (
        "Rekisteri on suojatussa verkossa.",
        "Registret finns i ett skyddat nät.",
        "The register is kept in a protected network.",
    ),
    (
        "Paperit säilytetään lukitussa tilassa.",
        "Papper förvaras i ett låst utrymme.",
        "Papers are kept in a locked place.",
    ),
    (
        "Seloste on aina samassa osoitteessa kolmella kielellä.",
        "Beskrivningen finns alltid på samma adress på tre språk.",
        "The notice is always at the same address in three languages.",
    ),
    ("Seloste on totta.", "Beskrivningen är sann.", "The notice is true."),
)

ROWS: tuple[Row, ...] = tuple(Row(f"S{number}", Text(*sentence)) for number, sentence in enumerate(_SENTENCES, start=1))
"""All eighty, in the order of the notice."""

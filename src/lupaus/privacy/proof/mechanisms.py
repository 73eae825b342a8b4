"""By what a promise is kept: the few ways this program has, each in one sentence that anybody understands.

Nothing here says where or how in the code: the page is public.
"""

from enum import Enum

from lupaus.promises import Text


class Mechanism(Enum):
    """One way of keeping a promise."""

    COMPILED = Text(
        "Teksti kootaan ohjelman omista määrittelyistä.",
        "Texten sammanställs av programmets egna definitioner.",
        "The text is compiled from the program's own declarations.",
    )
    DECLARED = Text(
        "Ohjelma ei käynnisty, jos määrittely puuttuu.",
        "Programmet startar inte om en definition saknas.",
        "The program does not start when a declaration is missing.",
    )
    SEALED = Text(
        "Tieto on suljettu sinun omalla avaimellasi.",
        "Uppgiften är låst med din egen nyckel.",
        "The data is sealed with a key of your own.",
    )
    WINDOW = Text(
        "Tieto aukeaa vain nimetylle roolille, vain tähän tarkoitukseen ja vain tänä aikana.",
        "Uppgiften öppnas bara för en viss roll, bara för det här ändamålet och bara under den här tiden.",
        "The data opens only for a named role, only for this purpose and only in this time.",
    )
    DOOR = Text(
        "Jokaisella sivulla on ovi, joka tietää, kuka saa tulla.",
        "Varje sida har en dörr som vet vem som får komma in.",
        "Every page has a door that knows who may enter.",
    )
    DATABASE = Text(
        "Tietokanta itse estää toisin tekemisen.",
        "Databasen hindrar själv att något annat görs.",
        "The database itself prevents the contrary.",
    )
    FROZEN = Text(
        "Sovittu tallennetaan sellaisena kuin se sovittiin.",
        "Det avtalade sparas som det avtalades.",
        "What was agreed is stored as it was agreed.",
    )
    JOURNAL = Text(
        "Jokaisesta katselusta jää kirjaus lokiin, joka vain kasvaa.",
        "Varje gång antecknas i en logg som bara växer.",
        "Every look leaves an entry in a log that only grows.",
    )
    CLOCKWORK = Text(
        "Ohjelma tekee tämän itse, kellon mukaan.",
        "Programmet gör det av sig självt, efter klockan.",
        "The program does this by itself, by the clock.",
    )
    FORM = Text(
        "Lomake ei ota vastaan muuta.",
        "Formuläret tar inte emot något annat.",
        "The form takes nothing else.",
    )
    CONSENT = Text(
        "Ohjelma kysyy luvan ja muistaa, mitä luit ja milloin.",
        "Programmet frågar om lov och minns vad du läste och när.",
        "The program asks your leave, and remembers what you read and when.",
    )
    COMPARED = Text(
        "Ohjelma vertaa, mitä se tekee, siihen, mitä se on kertonut.",
        "Programmet jämför det som det gör med det som det har berättat.",
        "The program compares what it does with what it has told.",
    )
    GATE = Text(
        "Tietoa lähtee vain vastaanottajalle, joka on lueteltu ja jonka paperit ovat kunnossa.",
        "Uppgifter går bara till en mottagare som är uppräknad och vars papper är i ordning.",
        "Data goes only to a recipient who is listed and whose papers are in order.",
    )
    LETTER = Text(
        "Koekirje lähtee joka päivä, ja ohjelma katsoo, tuliko se perille.",
        "Ett provbrev går varje dag, och programmet ser efter om det kom fram.",
        "A test letter leaves each day, and the program sees whether it arrived.",
    )
    YOURSELF = Text(
        "Teet sen itse omilla sivuillasi.",
        "Du gör det själv på dina sidor.",
        "You do it yourself on your own pages.",
    )
    COMPUTED = Text(
        "Sama laskutapa antaa aina saman tuloksen, ja näytämme sen.",
        "Samma räknesätt ger alltid samma resultat, och vi visar det.",
        "The same computation always gives the same result, and we show it.",
    )
    SIGNED = Text(
        "Ilman voimassa olevaa allekirjoitusta mikään ei aukea.",
        "Utan en giltig underskrift öppnas ingenting.",
        "Without a signature in force nothing opens.",
    )
    WORD = Text(
        "Nimetty ihminen vakuuttaa sen, ja vakuutus uusitaan määräpäivään mennessä.",
        "En utsedd person försäkrar det, och försäkran förnyas i tid.",
        "A named person vouches for it, and does so anew by a set day.",
    )

    @property
    def text(self) -> Text:
        """Return it in words."""
        return self.value

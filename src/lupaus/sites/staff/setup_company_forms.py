"""The form of the company's profile."""

from django.utils.translation import gettext_lazy as _

from lupaus.company import identifiers
from lupaus.company.identifiers import InvalidVatId
from lupaus.company.profiles import LONGEST_LINE, LONGEST_NAME, Details
from lupaus.sites.furniture import choices, fields
from lupaus.sites.furniture.forms import Form
from lupaus.sites.staff.setup_fields import Checked


class CompanyForm(Form):
    """Who the company is: what the notice, the invoices and the mails say of it."""

    name = fields.PersonName(
        label=_("Yrityksen nimi"),
        longest=LONGEST_NAME,
        autocomplete="organization",
        missing=_("Anna yrityksen nimi niin kuin se on kaupparekisterissä"),
    )
    business_id = Checked(
        label=_("Y-tunnus"),
        check=identifiers.business_id,
        longest=20,
        short=True,
        missing=_("Anna Y-tunnus, esimerkiksi 1234567-1"),
    )
    vat_id = fields.Line(
        label=_("ALV-numero"), longest=20, short=True, help_text=_("Jätä tyhjäksi, jos yritys ei ole ALV-rekisterissä.")
    )
    is_in_prepayment_register = choices.OneOf(
        label=_("Onko yritys ennakkoperintärekisterissä?"),
        help_text=_("Asiakas tarvitsee tiedon kotitalousvähennykseen."),
        options=(("yes", _("Kyllä")), ("no", _("Ei"))),
        coerce=lambda value: value == "yes",
        missing=_("Valitse, onko yritys ennakkoperintärekisterissä"),
    )
    street = fields.Line(
        label=_("Katuosoite"),
        longest=LONGEST_NAME,
        autocomplete="street-address",
        missing=_("Anna katuosoite, esimerkiksi Esimerkkikatu 1"),
    )
    postcode = fields.Postcode(label=_("Postinumero"), missing=_("Anna postinumero, esimerkiksi 00500"))
    city = fields.Line(
        label=_("Kunta"),
        longest=LONGEST_LINE,
        autocomplete="address-level2",
        missing=_("Anna kunta, esimerkiksi Helsinki"),
    )
    email = fields.Email(
        label=_("Sähköposti asiakkaille"), missing=_("Anna sähköposti, esimerkiksi asiakaspalvelu@yritys.fi")
    )
    phone = fields.Phone(label=_("Puhelin asiakkaille"), missing=_("Anna puhelinnumero, esimerkiksi 010 123 4567"))
    iban = Checked(
        label=_("Tilinumero (IBAN)"),
        check=identifiers.iban,
        longest=60,
        help_text=_("Laskun voi lähettää vasta, kun tilinumero on annettu."),
    )
    bic = Checked(label=_("Pankin BIC"), check=identifiers.bic, longest=20, short=True)
    register_role = fields.Line(
        label=_("Kuka hoitaa rekisteriasioita?"),
        longest=LONGEST_LINE,
        help_text=_("Kerro tehtävä, ei nimeä. Tietosuojaseloste kertoo tämän kaikille."),
        missing=_("Anna tehtävä, esimerkiksi Tietosuojavastaava"),
    )
    register_email = fields.Email(
        label=_("Sähköposti rekisteriasioihin"), missing=_("Anna sähköposti, esimerkiksi tietosuoja@yritys.fi")
    )

    def clean(self) -> None:
        """Check that the VAT number is that of the Y-tunnus."""
        typed, number = self.cleaned_data.get("vat_id"), self.cleaned_data.get("business_id")
        if typed and number:
            try:
                self.cleaned_data["vat_id"] = identifiers.vat_id(typed, of=number)
            except InvalidVatId as no:
                self.add_error("vat_id", str(no))

    def details(self) -> Details:
        """Return what was typed, for `profiles.change`."""
        return Details(**self.cleaned_data)

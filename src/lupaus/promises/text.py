"""A text in the three languages of the notice."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Text:
    """One phrase in Finnish, Swedish and English, as it stands in the notice."""

    fi: str
    sv: str
    en: str

    def in_language(self, language: str) -> str:
        """Return the phrase in `language` ("fi", "sv", "en"); Finnish for any other.

        Finnish is the language of the company and of the supervising authority, so it is what an unknown
        language falls back to.
        """
        return {"sv": self.sv, "en": self.en}.get(language[:2], self.fi)

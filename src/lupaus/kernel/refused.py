"""The one kind of error that is an answer for a person."""

from typing import ClassVar


class Refused(Exception):
    """Base of every answer "no" that a person can act on.

    A subclass stands beside the function that raises it. Its docstring says when it is raised; `message`
    is the full sentence that the person reads, with `%(name)s` places for the details it was raised with.
    Views catch `Refused` and nothing else.
    """

    message: ClassVar[object] = ""

    def __init__(self, **details: object) -> None:
        self.details = details
        super().__init__(type(self).__name__)

    def __str__(self) -> str:
        """Return the sentence in the language that is active now."""
        sentence = str(self.message)
        return sentence % self.details if self.details else sentence

"""`lupaus run` and `lupaus init`."""


def run(words: list[str]) -> int:
    """Start the site."""
    raise NotImplementedError(words)


def init(words: list[str]) -> int:
    """Make an empty installation."""
    raise NotImplementedError(words)

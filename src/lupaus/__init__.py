"""Lupaus: a home-services company that keeps what its privacy notice promises."""

__version__ = "0.1.0"

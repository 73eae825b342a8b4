"""What the privacy room keeps of its own: how the live checks came out."""

from lupaus.privacy.models.live import CheckRun, Defect

__all__ = ["CheckRun", "Defect"]

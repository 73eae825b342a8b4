"""What the privacy room keeps of its own: how the live checks came out, and evidence that they look at."""

from lupaus.privacy.models.evidence import Attestation, Probe
from lupaus.privacy.models.live import CheckRun, Defect, SeenCookie

__all__ = ["Attestation", "CheckRun", "Defect", "Probe", "SeenCookie"]

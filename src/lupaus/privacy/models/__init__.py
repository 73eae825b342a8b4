"""What the privacy room keeps of its own: outcomes of live checks and their evidence, published notices, choices."""

from lupaus.privacy.models.evidence import Attestation, Probe
from lupaus.privacy.models.live import CheckRun, Defect, SeenCookie
from lupaus.privacy.models.versions import Choice, Version

__all__ = ["Attestation", "CheckRun", "Choice", "Defect", "Probe", "SeenCookie", "Version"]

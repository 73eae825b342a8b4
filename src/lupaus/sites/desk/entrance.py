"""Who enters the privacy desk, and for what."""

from lupaus.promises import Purpose, Role
from lupaus.sites.furniture.doors import door

officer_door = door(Purpose.SECURITY, roles={Role.PRIVACY})
"""The person in charge of registers, to see to it that data is safe. Opens no sealed value of anybody."""

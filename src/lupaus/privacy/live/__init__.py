"""Live checks: what the running installation finds when it looks at itself, and which sentences are not true then.

A room, or a site, adds its own when the program starts: `live.add(LiveCheck(...))` in `apps.ready()`.
"""

from lupaus.privacy.live.check import Finding, LiveCheck
from lupaus.privacy.live.registry import CHECKS, add
from lupaus.privacy.live.runs import run, run_all
from lupaus.privacy.live.state import State, state

__all__ = ["CHECKS", "Finding", "LiveCheck", "State", "add", "run", "run_all", "state"]

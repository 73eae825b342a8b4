"""Visits and everything that happens to them, one module per theme."""

from lupaus.scheduling.models.feedback import Comment, CommentTopic, Rating
from lupaus.scheduling.models.history import (
    ByKind,
    Cancellation,
    CancelReason,
    Milestone,
    MilestoneKind,
    MoveFee,
    NoShow,
)
from lupaus.scheduling.models.occupation import Occupation, OccupationKind
from lupaus.scheduling.models.offer import DeclineReason, Offer, OfferState
from lupaus.scheduling.models.remark import Remark
from lupaus.scheduling.models.series import MovedDay, Occurrence, Outcome, Series, SeriesMove
from lupaus.scheduling.models.terms import TimeTerms
from lupaus.scheduling.models.visit import Tick, Visit, VisitState

__all__ = [
    "ByKind",
    "CancelReason",
    "Cancellation",
    "Comment",
    "CommentTopic",
    "DeclineReason",
    "Milestone",
    "MilestoneKind",
    "MoveFee",
    "MovedDay",
    "NoShow",
    "Occupation",
    "OccupationKind",
    "Occurrence",
    "Offer",
    "OfferState",
    "Outcome",
    "Rating",
    "Remark",
    "Series",
    "SeriesMove",
    "Tick",
    "TimeTerms",
    "Visit",
    "VisitState",
]

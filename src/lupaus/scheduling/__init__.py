"""Visits, the time they take, offers, work, comments and ratings. The only writer of a visit."""

"""The demo company: made by the product's own verbs, so that everything in it could have come about by use.

Deterministic but for ids and keys: the same day gives the same people, orders and payments. Nobody in it exists.
"""

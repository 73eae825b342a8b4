"""The notice linter: reads anybody's privacy notice and says what is wrong with it. No Django.

A text becomes a `Notice` (sentences with their section), rules look at it and give findings, each with the
sentence, why, and how to mend it. Nothing here reads the clock, the database or the network.

Source: mission, "What a notice must not say".
"""

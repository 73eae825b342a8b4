"""The privacy notice: compiled from what the program declares, with nothing in it that is not true today."""

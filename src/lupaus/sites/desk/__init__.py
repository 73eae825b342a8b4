"""The privacy desk: pages of the person in charge of registers."""

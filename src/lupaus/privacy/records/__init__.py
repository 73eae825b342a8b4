"""The records beside the notice: tables from the same declarations."""

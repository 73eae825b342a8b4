"""The notice, compiled from the declarations, and the proof that it is true."""

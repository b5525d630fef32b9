"""One file per change of the tables. A published file is never edited."""

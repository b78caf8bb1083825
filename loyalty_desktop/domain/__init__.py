"""Rules and value objects. Pure Python: no Qt, no SQL, no files, no clock, no randomness."""

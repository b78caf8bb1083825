"""Quick start and import."""

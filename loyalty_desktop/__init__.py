"""Loyalty Desktop: the workstation of a loyalty manager."""

__version__ = "0.1.0"

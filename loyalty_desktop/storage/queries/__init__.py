"""Queries: functions that read through a connection and return frozen rows."""

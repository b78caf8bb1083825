"""Read side: functions over a connection that return frozen rows."""

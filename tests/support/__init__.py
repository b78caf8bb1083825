"""What tests share: the clock, the private PostgreSQL cluster, leak checks."""

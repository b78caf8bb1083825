"""The points ledger: rules, state and engine. Pure."""

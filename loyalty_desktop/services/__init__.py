"""Use cases, one module a noun. A verb opens one unit of work, decides, stores, records the audit, returns an Outcome."""

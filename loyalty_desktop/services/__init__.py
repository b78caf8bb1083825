"""Use cases, one module per noun. Each opens one unit of work, decides, stores, writes audit records, returns an Outcome."""

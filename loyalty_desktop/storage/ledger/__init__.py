"""Load account states and write postings."""

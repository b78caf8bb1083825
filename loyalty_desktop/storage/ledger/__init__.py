"""Loading account states and writing postings."""

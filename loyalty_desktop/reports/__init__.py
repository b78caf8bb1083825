"""Report tables and chart specifications; one module a report. The first reports come with their issue."""

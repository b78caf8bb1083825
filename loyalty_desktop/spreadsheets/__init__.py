"""The only calamine, openpyxl and XlsxWriter: reading, sheet schemas, matching, writing."""

"""The only package that uses calamine, openpyxl and XlsxWriter: reading, sheet schemas, matching, writing."""

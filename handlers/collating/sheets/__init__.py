"""The sheets of the collated Excel file, one module each; `workbook` puts them together."""

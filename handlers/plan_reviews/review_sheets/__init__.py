"""The sheets of a plan's review as Excel; `review_workbook` puts them together."""

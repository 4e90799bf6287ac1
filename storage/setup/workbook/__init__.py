"""The setup as an Excel file: which column holds what, read into the tree of a setup file, and written from it."""

from storage.setup.workbook.which_workbook import what_it_is_instead
from storage.setup.workbook.workbook_reading import is_setup, is_workbook, parse_workbook
from storage.setup.workbook.workbook_writing import write_workbook

__all__ = ["is_setup", "is_workbook", "parse_workbook", "what_it_is_instead", "write_workbook"]

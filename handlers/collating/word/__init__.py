"""The collated report as a Word document, by built-in templates or the organisation's own."""

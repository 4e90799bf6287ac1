"""The collated report: as a summary in the chat, as Excel, as Word; frozen, and what came later."""

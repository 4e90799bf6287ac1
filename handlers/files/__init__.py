"""Files that are asked for in chats: made, kept for a while, sent or linked; the sheets of an Excel file."""

"""What several capabilities show: answers, duties, files, tables, and the buttons that lead on."""

"""Where words belong that say nothing of how a task stands: the result, what is in the way, or what is asked for.

A word that leads to one (`vì`, `xin`) begins a text of its own (`statements/part_starts.py`); any other clause with
words that are left over is put where its words point to (`fields`), and how the task stands is taken only from what was
said before them (`counted`). What is put so is a proposal: it is shown as one, with a way to put it elsewhere.
"""

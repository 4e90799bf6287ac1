"""The history of the tables, one file a step in `versions`.

A step is written by `python -m storage.migrations.write "what changes"`.
"""

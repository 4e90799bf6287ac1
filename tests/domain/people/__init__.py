"""What people write, and what a careful colleague would conclude from the message alone.

`replies.tsv`: a hundred in eleven manners; `seen.tsv`: of more than twenty manners by twelve writers, known to those
who wrote the reader; `set_aside.tsv`: by two more, written after the rules and looked at only when it was counted.
"""

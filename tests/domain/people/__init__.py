"""What people write, and what a careful colleague would conclude from the message alone.

`replies.tsv`: a hundred in eleven manners; `seen.tsv`: of eight manners, known to those who wrote the reader;
`set_aside.tsv`: of the same manners, kept from them until the end.
"""

"""A second opinion on a line that speaks of several tasks by single words of their titles: `quỹ xong, đổi mới đang
làm`.

`names` finds which words may name a task, `scanning` where a block about one begins, `cutting` cuts the line there, and
`choosing` says whether what is read of the blocks (by the same reader) is believed instead of what the rules made of
the line.
"""

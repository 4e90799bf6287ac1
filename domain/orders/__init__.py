"""What somebody asks for or orders in their own words: `hôm nay ai trễ vậy em`, `nhắc phường 5 giúp anh`.

A text is cut into words (`tokens`), in which `concepts` are found: groups of phrases that mean one thing, as data. A
way of asking (`ways`) is a few concepts that stand together and some that may not; `choosing` weighs the ways by how
much of the text they explain. What is named (units, periods, days) is found by `naming`: a name's words mean nothing
else. Nothing is done here, and all of it takes time linear in the length of the text.
"""

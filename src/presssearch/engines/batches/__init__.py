"""The words of a batch of articles as flat arrays of numbers, for engines that index many at once.

chunks.py       texts -> what stands between their spaces, and the forms of these
numbering.py    numbers for texts, in the order first met
vocabulary.py   chunks and terms, each of them analysed once
arrays.py       what is done with flat arrays everywhere
"""

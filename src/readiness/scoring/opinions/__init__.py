"""Second opinions: other ways to rank the same leaf scores, each a pure function of scores and weights.

Scores are leaves × units, NaN where there is none; weights one number a leaf. What comes back is judged by the
units, in the order given, which also breaks ties where a method has to.
"""

"""Every change of the programme's facts is one function here: it checks, writes, and is one posting.

`councils` and `sheets` keep working papers, which no figure counts and no posting records.
"""

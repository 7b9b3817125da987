"""Every change of the room's facts is one function here: it checks, writes, and is one posting."""

"""Every change of the register is one function here: it checks, writes, and is one posting."""

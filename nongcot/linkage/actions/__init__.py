"""The room's acts: one function, one posting."""

"""The questions that the room's acts ask; what they mean is decided by the actions alone."""

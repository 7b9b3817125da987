"""The questions of the room's acts."""

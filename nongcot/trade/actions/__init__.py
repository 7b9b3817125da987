"""The acts of the room: each checks, writes, and is one posting."""

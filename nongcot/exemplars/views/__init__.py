"""Pages of the room: what is read, and what is recorded."""

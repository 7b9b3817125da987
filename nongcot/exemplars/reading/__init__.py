"""What the room's pages show, at (on, n)."""

"""The room's pages: supports, courses, loans, acts."""

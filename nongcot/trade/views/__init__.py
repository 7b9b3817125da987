"""The room's pages: calendar and events, boards, buyers and shops, acts."""

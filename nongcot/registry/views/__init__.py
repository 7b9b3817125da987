"""Pages on which officers record facts and read the journal of postings."""

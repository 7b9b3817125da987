"""Lists of keyed facts, declared: columns, what they may be narrowed to, their rows; one page and one file for all."""

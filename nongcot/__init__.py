"""Nòng Cốt: the working book of a provincial cooperative alliance."""

"""Deeds: what rows tell of an organisation that is no part of its own life, such as its certificates.

Each kind of list has a file of its own that reads a row, compares it with what stands, and asserts what is new; `roads`
leads to all of them.
"""

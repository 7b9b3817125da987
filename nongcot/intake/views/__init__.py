"""The road of a workbook by page: sent, waited for, looked at, mended, applied, withdrawn."""

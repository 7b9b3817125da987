"""The questions that acts ask, a form each; what they mean is decided by the actions alone."""

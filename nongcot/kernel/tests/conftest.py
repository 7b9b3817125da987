from hypothesis import settings

# No test is judged by the clock: a busy machine is no defect.
settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")

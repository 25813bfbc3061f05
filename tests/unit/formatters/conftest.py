from hypothesis import settings

# What is tested here is what comes out, not how fast: a busy machine must not fail it.
settings.register_profile("unhurried", deadline=None)
settings.load_profile("unhurried")

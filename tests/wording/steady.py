from hypothesis import settings

steady = settings(derandomize=True, max_examples=200, deadline=None, database=None)

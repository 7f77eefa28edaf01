"""A real browser for the tests: Chromium without a window, driven by Playwright; axe-core reads what it shows.

Whatever a test opens in it is watched: see ``watch.py``. The fixtures are ``page`` and ``serve`` (``conftest.py``).
"""

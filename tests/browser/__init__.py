"""One package for pytest, whose site and browser end with it."""

"""For users' own tests: a pytest plugin, cassettes, pages saved as cases."""

"""The one door to the library. May import everything else in core; imports store and search lazily."""

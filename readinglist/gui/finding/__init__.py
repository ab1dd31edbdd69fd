"""Finding papers: side bar, search line, list, and ``browser``, which asks the library what they show."""

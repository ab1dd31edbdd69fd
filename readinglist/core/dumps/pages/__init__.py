"""What a page tells of its lines: their order, repetitions, wrapping and roles. Imports input and evidence."""

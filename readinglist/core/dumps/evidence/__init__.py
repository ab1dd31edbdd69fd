"""What one line or text tells by itself: its shape, script, register, dates, words. Imports records."""

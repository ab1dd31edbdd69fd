"""The only threads, the library behind them, and what runs after changes."""

"""The one table of actions, and the keys made from it."""

"""What every other room of the window uses: colours, icons, small widgets, messages, preferences, words."""

"""What the actions do: change papers, cite them, open dialogs. They know the window as ``window.Window`` tells it."""

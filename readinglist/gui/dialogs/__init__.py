"""One dialog each; all are made when first asked for. They know the window as ``window.Window`` tells it."""

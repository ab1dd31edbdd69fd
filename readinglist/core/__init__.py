"""The library without a window. Nothing below this package imports Qt."""

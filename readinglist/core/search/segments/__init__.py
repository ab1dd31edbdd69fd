"""A segment of the index: arrays, their codec and storage, the bulk writer, merging. Imports schema and analysis."""

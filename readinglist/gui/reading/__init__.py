"""Reading papers: the pane beside the list, the triage page, abstract and note."""

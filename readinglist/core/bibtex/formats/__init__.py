"""What is no BibTeX: RIS and its kin, CSL-JSON, lists, tables, formatted references. Imports latex and kinds."""

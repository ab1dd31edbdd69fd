"""From files to numbered lines: where bytes come from, their encoding, their markup. Imports records and errors."""

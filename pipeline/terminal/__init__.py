"""What a person sees of the results: tables and pages of plain text, in Thai or English, as wide as the terminal."""

"""What the checker found, in every form: text, JSON, SARIF, comments in the Word file."""

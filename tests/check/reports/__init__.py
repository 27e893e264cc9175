"""What the checker found, in every form."""

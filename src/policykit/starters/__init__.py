"""What a new repository begins with: starters of policies fitted to a company, and files beside them."""

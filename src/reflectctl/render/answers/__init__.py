"""What answers for other programs hold: a type for each, which JSON, CSV and the schemas of both are made from."""

"""The workbook of a dossier: what its YAML files say as sheets to fill in, and what changed in them brought back."""

"""What documents are made from: files read together, with their dossier and method, and what each audience may know."""

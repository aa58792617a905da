"""A dossier seen in the browser while its files are being written: on this machine only, and nothing is changed."""

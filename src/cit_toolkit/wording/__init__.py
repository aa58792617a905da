"""How things are said: the catalogue of sentences, dates, numbers, lists and typography, in French and English."""

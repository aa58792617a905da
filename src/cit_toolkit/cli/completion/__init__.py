"""What the Tab key proposes: commands, options, the files of the dossier and what they name.

A shell runs the program at each press of the key: nothing here loads the command line itself, whose shape is kept from
one press to the next, nor the model of the files, whose identifiers are read off their lines.
"""

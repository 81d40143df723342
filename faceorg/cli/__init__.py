"""The command line: the operations and queries of ``library``, as text for people or JSON for programs.

``app`` holds the commands together, ``session`` gives every command the options they share and turns known errors into
exit codes, ``output`` prints. The other modules hold the commands, a module for each thing they are about.
"""

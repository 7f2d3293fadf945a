"""One run of lint: which files, what is found in each, less what the settings, a baseline and a revision leave out."""

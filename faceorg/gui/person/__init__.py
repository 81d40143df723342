"""The page of one person: who it is, a face a year, all faces and photos by year."""

"""The page of all photos by month."""

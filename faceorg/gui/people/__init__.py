"""The page of everybody who has a name: a view of round key faces, and the page that renames and joins them."""

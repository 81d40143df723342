"""The small parts every page is made of: buttons, labels, headers, popovers."""

"""What stands around the pages: toolbar, sidebar, activity bar, messages and the drop layer."""

INSERT INTO location (path, photo, size, mtime_ns, inode) VALUES (?, ?, ?, ?, ?)
ON CONFLICT (path) DO UPDATE SET photo = excluded.photo, size = excluded.size, mtime_ns = excluded.mtime_ns,
    inode = excluded.inode, missing_since = NULL;

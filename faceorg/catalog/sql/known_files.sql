-- Photos, and files that could not be read. Of the latter those that may be tried again look changed by their size.
SELECT path, size, mtime_ns, inode, photo, missing_since IS NOT NULL
FROM location
WHERE path >= :first AND path < :last
UNION ALL
SELECT path, iif(failures >= :failure_limit OR unfinished >= :unfinished_limit, size, :never_read), mtime_ns, inode, NULL, 0
FROM problem AS p
WHERE path >= :first AND path < :last AND NOT EXISTS (SELECT 1 FROM location AS l WHERE l.path = p.path);

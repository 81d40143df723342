-- One try more, or the first of a file that changed since; no row comes back when the file was tried often enough.
INSERT INTO problem (path, size, mtime_ns, inode, failures, unfinished, reason, at)
VALUES (:path, :size, :mtime_ns, :inode, 0, 1, '', :now)
ON CONFLICT (path) DO UPDATE SET
    failures = iif(size = :size AND mtime_ns = :mtime_ns, failures, 0),
    unfinished = iif(size = :size AND mtime_ns = :mtime_ns, unfinished + 1, 1),
    reason = iif(size = :size AND mtime_ns = :mtime_ns, reason, ''),
    size = :size, mtime_ns = :mtime_ns, inode = :inode, at = :now
WHERE (failures < :failure_limit AND unfinished < :unfinished_limit) OR size <> :size OR mtime_ns <> :mtime_ns
RETURNING unfinished;

SELECT path, reason, failures + unfinished, at FROM problem WHERE failures > 0 OR unfinished >= ? ORDER BY path;

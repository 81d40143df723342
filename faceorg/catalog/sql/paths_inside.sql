SELECT path FROM location WHERE path >= :first AND path < :last
UNION
SELECT path FROM problem WHERE path >= :first AND path < :last;

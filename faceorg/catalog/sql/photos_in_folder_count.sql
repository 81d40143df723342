SELECT count(DISTINCT photo) FROM location WHERE path >= :first AND path < :last AND missing_since IS NULL;

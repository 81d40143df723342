SELECT id, width, height, taken FROM photo WHERE present = 1 ORDER BY taken, id;

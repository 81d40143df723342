-- The numbers of a library as a pack sees it: what shows, on present photos.
SELECT
    (SELECT count(*) FROM photo WHERE present = 1),
    (SELECT count(*) FROM embedding AS e JOIN face AS f ON f.id = e.face JOIN photo AS p ON p.id = f.photo
     WHERE e.pack = :pack AND p.present = 1)
    + (SELECT count(*) FROM confirmation AS c JOIN face AS f ON f.id = c.face JOIN photo AS p ON p.id = f.photo
       WHERE p.present = 1 AND NOT EXISTS (SELECT 1 FROM embedding AS e WHERE e.pack = :pack AND e.face = c.face)),
    (SELECT count(*) FROM face_group WHERE pack = :pack AND faces >= iif(owner IS NULL, 2, 1)),
    (SELECT count(*) FROM person);

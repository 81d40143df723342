SELECT photo FROM processed WHERE pack = :pack AND faces > 0
UNION
SELECT photo FROM confirmation AS c JOIN face AS f ON f.id = c.face;

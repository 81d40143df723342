SELECT DISTINCT f.photo
FROM embedding AS e
JOIN face AS f ON f.id = e.face
LEFT JOIN group_member AS m ON m.pack = :pack AND m.face = e.face
WHERE e.pack = :pack AND m.placed IS NULL AND NOT EXISTS (SELECT 1 FROM confirmation AS c WHERE c.face = e.face);

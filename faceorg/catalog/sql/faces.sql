-- Faces that show for a pack: those it found and those the user spoke about, on present photos. Narrowed by what is appended.
SELECT f.id, f.photo, f.x, f.y, f.w, f.h, f.score, f.quality, c.person, m.placed, iif(m.shown, m.group_id, NULL)
FROM face AS f
JOIN photo AS p ON p.id = f.photo
LEFT JOIN confirmation AS c ON c.face = f.id
LEFT JOIN group_member AS m ON m.pack = :pack AND m.face = f.id
WHERE p.present = 1
    AND (c.face IS NOT NULL OR EXISTS (SELECT 1 FROM embedding AS e WHERE e.pack = :pack AND e.face = f.id))

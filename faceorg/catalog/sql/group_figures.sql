-- Counts the touched groups anew: what shows in them, of photos that are present. Days are counted from the year 1, so that
-- times before 1970 are divided like all others.
WITH seen AS MATERIALIZED (
    SELECT m.group_id, m.face, f.photo, f.quality, p.taken
    FROM temp.touched_group AS t
    CROSS JOIN group_member AS m ON m.group_id = t.id
    CROSS JOIN face AS f ON f.id = m.face
    CROSS JOIN photo AS p ON p.id = f.photo
    WHERE m.shown = 1 AND p.present = 1
),
figure AS (
    SELECT group_id, count(*) AS faces, count(DISTINCT photo) AS photos,
        count(DISTINCT (taken + 62135596800) / 86400) AS days, min(taken) AS first_taken, max(taken) AS last_taken
    FROM seen
    GROUP BY group_id
),
ranked AS (
    SELECT group_id, face, row_number() OVER (PARTITION BY group_id ORDER BY quality DESC, face) AS place FROM seen
),
best AS (
    SELECT group_id, group_concat(face, ',' ORDER BY place) AS key_faces
    FROM ranked
    WHERE place <= :key_faces
    GROUP BY group_id
)
INSERT INTO face_group (id, pack, faces, photos, days, first_taken, last_taken, key_faces)
SELECT g.id, g.pack, coalesce(f.faces, 0), coalesce(f.photos, 0), coalesce(f.days, 0), f.first_taken, f.last_taken,
    coalesce(b.key_faces, '')
FROM temp.touched_group AS t
CROSS JOIN face_group AS g USING (id)
LEFT JOIN figure AS f ON f.group_id = g.id
LEFT JOIN best AS b ON b.group_id = g.id
WHERE true
ON CONFLICT (id) DO UPDATE SET faces = excluded.faces, photos = excluded.photos, days = excluded.days,
    first_taken = excluded.first_taken, last_taken = excluded.last_taken, key_faces = excluded.key_faces;

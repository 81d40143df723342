-- Counts the touched groups anew: what shows in them, of photos that are present. Days are counted from the year 1, so that
-- times before 1970 are divided like all others.
WITH seen AS MATERIALIZED (
    SELECT m.group_id, m.face, f.photo, f.quality, p.taken
    FROM temp.touched_group AS t
    JOIN group_member AS m ON m.group_id = t.id
    JOIN face AS f ON f.id = m.face
    JOIN photo AS p ON p.id = f.photo
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
UPDATE face_group SET faces = coalesce(figure.faces, 0), photos = coalesce(figure.photos, 0), days = coalesce(figure.days, 0),
    first_taken = figure.first_taken, last_taken = figure.last_taken, key_faces = coalesce(best.key_faces, '')
FROM temp.touched_group AS t
LEFT JOIN figure ON figure.group_id = t.id
LEFT JOIN best ON best.group_id = t.id
WHERE face_group.id = t.id;

-- Says of each member of the touched groups whether it shows there and whom it is placed with. A face rejected for the owner is
-- not placed; of several faces of one photo only the best is, and none beside a face confirmed as the owner.
WITH standing AS (
    SELECT m.pack, m.face, m.group_id, m.placed AS was_placed, m.shown AS was_shown, g.owner, c.person AS confirmed, f.photo, f.quality,
        g.owner IS NOT NULL AND c.person IS NULL
            AND NOT EXISTS (SELECT 1 FROM rejection AS r WHERE r.face = m.face AND r.person = g.owner)
            AND NOT EXISTS (
                SELECT 1 FROM face AS f2 CROSS JOIN confirmation AS c2 ON c2.face = f2.id
                WHERE f2.photo = f.photo AND c2.person = g.owner
            ) AS may_be_placed
    FROM temp.touched_group AS t
    CROSS JOIN face_group AS g ON g.id = t.id
    CROSS JOIN group_member AS m ON m.group_id = t.id
    CROSS JOIN face AS f ON f.id = m.face
    LEFT JOIN confirmation AS c ON c.face = m.face
),
ranked AS (
    SELECT *, row_number() OVER (PARTITION BY pack, owner, photo, may_be_placed ORDER BY quality DESC, face) AS place
    FROM standing
),
result AS (
    SELECT pack, face, group_id, was_placed, was_shown,
        CASE WHEN may_be_placed AND place = 1 THEN owner END AS placed,
        CASE WHEN owner IS NULL THEN confirmed IS NULL
             WHEN confirmed IS NOT NULL THEN confirmed = owner
             ELSE may_be_placed AND place = 1 END AS shown
    FROM ranked
)
INSERT INTO group_member (pack, face, group_id, placed, shown)
SELECT pack, face, group_id, placed, shown
FROM result
WHERE placed IS NOT was_placed OR shown <> was_shown
ON CONFLICT (pack, face) DO UPDATE SET placed = excluded.placed, shown = excluded.shown;

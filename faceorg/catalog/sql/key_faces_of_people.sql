-- The face to show for each person from the first to the last: the best confirmed one, else the best placed one. (With one max() in a query, SQLite takes
-- the other columns from the row that has it.)
WITH belonging AS (
    SELECT person, face, 1 AS confirmed FROM confirmation WHERE person BETWEEN :first AND :last
    UNION ALL
    SELECT placed, face, 0 FROM group_member
    WHERE :first < :last AND pack = :pack AND placed BETWEEN :first AND :last  -- in the order of faces
    UNION ALL
    SELECT placed, face, 0 FROM group_member
    WHERE :first = :last AND +pack = :pack AND placed = :first  -- by the index of people
),
best AS (
    SELECT b.person, b.face, max(b.confirmed + min(f.quality, 0.999))
    FROM belonging AS b
    CROSS JOIN face AS f ON f.id = b.face
    CROSS JOIN photo AS p ON p.id = f.photo
    WHERE p.present = 1
    GROUP BY b.person
)
SELECT person, face FROM best;

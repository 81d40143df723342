-- The face to show for each person: the best confirmed one, else the best placed one. (With one max() in a query, SQLite takes
-- the other columns from the row that has it.)
WITH belonging AS (
    SELECT person, face, 1 AS confirmed FROM confirmation WHERE :person IS NULL OR person = :person
    UNION ALL
    SELECT placed, face, 0 FROM group_member
    WHERE pack = :pack AND placed IS NOT NULL AND (:person IS NULL OR placed = :person)
),
best AS (
    SELECT b.person, b.face, max(b.confirmed + min(f.quality, 0.999))
    FROM belonging AS b
    JOIN face AS f ON f.id = b.face
    JOIN photo AS p ON p.id = f.photo
    WHERE p.present = 1
    GROUP BY b.person
)
SELECT person, face FROM best;

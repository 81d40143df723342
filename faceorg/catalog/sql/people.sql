-- Everybody (or one person), with the faces confirmed by the user and placed by the machine, on present photos.
WITH belonging AS (
    SELECT person, face FROM confirmation WHERE :person IS NULL OR person = :person
    UNION ALL
    SELECT placed, face FROM group_member
    WHERE pack = :pack AND placed IS NOT NULL AND (:person IS NULL OR placed = :person)
),
figure AS (
    SELECT b.person, count(*) AS faces, count(DISTINCT f.photo) AS photos, max(p.taken) AS last_taken
    FROM belonging AS b
    JOIN face AS f ON f.id = b.face
    JOIN photo AS p ON p.id = f.photo
    WHERE p.present = 1
    GROUP BY b.person
)
SELECT person.id, person.name, coalesce(figure.faces, 0), coalesce(figure.photos, 0), figure.last_taken
FROM person LEFT JOIN figure ON figure.person = person.id
WHERE :person IS NULL OR person.id = :person;

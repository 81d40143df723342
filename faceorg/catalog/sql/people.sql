-- Everybody from the first to the last, with the faces confirmed by the user and placed by the machine, on present photos.
WITH belonging AS (
    SELECT person, face FROM confirmation WHERE person BETWEEN :first AND :last
    UNION ALL
    SELECT placed, face FROM group_member
    WHERE :first < :last AND pack = :pack AND placed BETWEEN :first AND :last  -- in the order of faces
    UNION ALL
    SELECT placed, face FROM group_member
    WHERE :first = :last AND +pack = :pack AND placed = :first  -- by the index of people
),
figure AS (
    SELECT b.person, count(*) AS faces, count(DISTINCT f.photo) AS photos, max(p.taken) AS last_taken
    FROM belonging AS b
    CROSS JOIN face AS f ON f.id = b.face
    CROSS JOIN photo AS p ON p.id = f.photo
    WHERE p.present = 1
    GROUP BY b.person
)
SELECT person.id, person.name, coalesce(figure.faces, 0), coalesce(figure.photos, 0), figure.last_taken
FROM person LEFT JOIN figure ON figure.person = person.id
WHERE person.id BETWEEN :first AND :last;

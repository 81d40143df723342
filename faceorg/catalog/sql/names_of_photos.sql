SELECT f.photo, person.name
FROM carray(:photos) AS chosen
CROSS JOIN face AS f ON f.photo = chosen.value
LEFT JOIN confirmation AS c ON c.face = f.id
LEFT JOIN group_member AS m ON m.pack = :pack AND m.face = f.id
JOIN person ON person.id = coalesce(c.person, m.placed);

SELECT f.photo FROM confirmation AS c JOIN face AS f ON f.id = c.face WHERE c.person = :person
UNION
SELECT f.photo FROM group_member AS m JOIN face AS f ON f.id = m.face WHERE m.placed = :person AND m.pack = :pack;

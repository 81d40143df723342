-- Gives each touched group its owner: the one person whose confirmed faces it holds. A face confirmed as somebody else speaks
-- against a candidate, unless the user said of that very face that it is not the candidate (then it only left the group).
-- CROSS JOIN keeps SQLite from starting anywhere but at the few touched groups, and so does an upsert in place of an update:
-- an UPDATE … FROM may begin at the table it changes, and read all of it.
WITH named AS MATERIALIZED (
    SELECT m.group_id, m.face, c.person
    FROM temp.touched_group AS t
    CROSS JOIN group_member AS m ON m.group_id = t.id
    CROSS JOIN confirmation AS c ON c.face = m.face
),
candidate AS MATERIALIZED (SELECT DISTINCT group_id, person FROM named),
contested AS (
    SELECT k.group_id, k.person
    FROM candidate AS k
    CROSS JOIN named AS n ON n.group_id = k.group_id AND n.person <> k.person
    WHERE NOT EXISTS (SELECT 1 FROM rejection AS r WHERE r.face = n.face AND r.person = k.person)
),
owner AS MATERIALIZED (
    SELECT group_id, min(person) AS person
    FROM (SELECT group_id, person FROM candidate EXCEPT SELECT group_id, person FROM contested)
    GROUP BY group_id
    HAVING count(*) = 1
)
INSERT INTO face_group (id, pack, owner)
SELECT g.id, g.pack, o.person
FROM temp.touched_group AS t CROSS JOIN face_group AS g USING (id) LEFT JOIN owner AS o ON o.group_id = g.id
WHERE g.owner IS NOT o.person
ON CONFLICT (id) DO UPDATE SET owner = excluded.owner;

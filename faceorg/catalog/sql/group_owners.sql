-- Gives each touched group its owner: the one person whose confirmed faces it holds. A face confirmed as somebody else speaks
-- against a candidate, unless the user said of that very face that it is not the candidate (then it only left the group).
WITH named AS MATERIALIZED (
    SELECT m.group_id, m.face, c.person
    FROM temp.touched_group AS t
    JOIN group_member AS m ON m.group_id = t.id
    JOIN confirmation AS c ON c.face = m.face
),
candidate AS MATERIALIZED (SELECT DISTINCT group_id, person FROM named),
contested AS (
    SELECT k.group_id, k.person
    FROM candidate AS k
    JOIN named AS n ON n.group_id = k.group_id AND n.person <> k.person
    WHERE NOT EXISTS (SELECT 1 FROM rejection AS r WHERE r.face = n.face AND r.person = k.person)
),
owner AS MATERIALIZED (
    SELECT group_id, min(person) AS person
    FROM (SELECT group_id, person FROM candidate EXCEPT SELECT group_id, person FROM contested)
    GROUP BY group_id
    HAVING count(*) = 1
)
UPDATE face_group SET owner = o.person
FROM temp.touched_group AS t LEFT JOIN owner AS o ON o.group_id = t.id
WHERE face_group.id = t.id AND face_group.owner IS NOT o.person;

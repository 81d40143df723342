SELECT face FROM confirmation WHERE person = :person
UNION ALL
SELECT face FROM group_member WHERE placed = :person AND pack = :pack;

-- Whoever the faces belonged to before, by the user's word or the machine's, they are not that one.
INSERT OR IGNORE INTO rejection (face, person, at)
SELECT face, belonged, :now
FROM (SELECT face, person AS belonged FROM confirmation UNION SELECT face, placed FROM group_member)
WHERE face IN (SELECT value FROM carray(:faces)) AND belonged <> :person;

INSERT INTO confirmation (face, person, at)
SELECT value, :person, :now FROM carray(:faces) WHERE true
ON CONFLICT (face) DO UPDATE SET person = excluded.person, at = excluded.at WHERE person <> excluded.person;

DELETE FROM rejection WHERE person = :person AND face IN (SELECT value FROM carray(:faces));

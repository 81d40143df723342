DELETE FROM confirmation WHERE person = :person AND face IN (SELECT value FROM carray(:faces));

INSERT OR IGNORE INTO rejection (face, person, at) SELECT value, :person, :now FROM carray(:faces);

-- The other person becomes the same as this one. A face cannot be confirmed as the one and rejected as the other any more.
UPDATE confirmation SET person = :person WHERE person = :other;

INSERT OR IGNORE INTO rejection (face, person, at, origin)
SELECT face, :person, at, origin FROM rejection WHERE person = :other;

DELETE FROM rejection WHERE person = :other;

DELETE FROM rejection WHERE person = :person AND face IN (SELECT face FROM confirmation WHERE person = :person);

DELETE FROM person WHERE id = :other;

-- What is left of a group when only one of its faces shows is no group any more, unless it belongs to a person.
SELECT id, faces, photos, days, first_taken, last_taken, owner, key_faces
FROM face_group
WHERE pack = :pack AND faces >= max(:minimum, iif(owner IS NULL, 2, 1)) AND (:named OR owner IS NULL)
ORDER BY days * faces DESC, faces DESC, id;

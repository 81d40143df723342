SELECT id, faces, photos, days, first_taken, last_taken, owner, key_faces
FROM face_group
WHERE pack = :pack AND faces >= max(:minimum, 1) AND (:named OR owner IS NULL)
ORDER BY days * faces DESC, faces DESC, id;

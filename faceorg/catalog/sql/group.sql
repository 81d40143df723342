SELECT id, faces, photos, days, first_taken, last_taken, owner, key_faces FROM face_group WHERE id = ?;

-- Vectors of a pack with what grouping wants to know about their faces. Narrowed by what is appended; the plus sign lets that
-- choose the index, not the pack, which nearly all rows share.
SELECT e.id, e.face, f.photo, e.quality, e.vector
FROM embedding AS e JOIN face AS f ON f.id = e.face
WHERE +e.pack = :pack

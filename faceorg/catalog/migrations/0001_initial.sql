-- What is on disk ------------------------------------------------------------------------------------------------------

CREATE TABLE folder (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    path BLOB NOT NULL UNIQUE,
    present INTEGER NOT NULL DEFAULT 1
) STRICT;

CREATE TABLE photo (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    content_hash BLOB NOT NULL UNIQUE CHECK (length(content_hash) = 32),
    width INTEGER NOT NULL,
    height INTEGER NOT NULL,
    taken INTEGER NOT NULL,              -- local time, seconds since 1970 as if it were UTC
    camera TEXT NOT NULL,
    present INTEGER NOT NULL DEFAULT 0   -- has a location that is not missing; kept by the triggers below
) STRICT;

-- The grid reads its whole order from this index alone.
CREATE INDEX photo_by_time ON photo (taken, id, width, height) WHERE present = 1;

-- A place where a photo was seen. Which folder it lies in follows from the path, so folders may overlap.
CREATE TABLE location (
    path BLOB PRIMARY KEY,
    photo INTEGER NOT NULL REFERENCES photo (id),
    size INTEGER NOT NULL,
    mtime_ns INTEGER NOT NULL,
    inode INTEGER NOT NULL,
    missing_since INTEGER                -- UTC seconds; NULL while the file is there
) STRICT, WITHOUT ROWID;

CREATE INDEX location_by_photo ON location (photo, missing_since);

CREATE TRIGGER location_added AFTER INSERT ON location BEGIN
    UPDATE photo SET present = 1 WHERE id = NEW.photo AND present = 0 AND NEW.missing_since IS NULL;
END;

CREATE TRIGGER location_removed AFTER DELETE ON location BEGIN
    UPDATE photo SET present = EXISTS (SELECT 1 FROM location WHERE photo = OLD.photo AND missing_since IS NULL)
    WHERE id = OLD.photo;
END;

CREATE TRIGGER location_changed AFTER UPDATE OF photo, missing_since ON location BEGIN
    UPDATE photo SET present = EXISTS (SELECT 1 FROM location AS l WHERE l.photo = photo.id AND l.missing_since IS NULL)
    WHERE id IN (OLD.photo, NEW.photo);
END;

-- A file that is being tried, or could not be read. The row is written before each try, so that a crash is counted too.
CREATE TABLE problem (
    path BLOB PRIMARY KEY,
    size INTEGER NOT NULL,
    mtime_ns INTEGER NOT NULL,
    inode INTEGER NOT NULL,
    failures INTEGER NOT NULL,           -- tries that ended with the reason
    unfinished INTEGER NOT NULL,         -- tries that never ended, or are under way
    reason TEXT NOT NULL,
    at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- What engines found ---------------------------------------------------------------------------------------------------

-- Score and quality are those of the engine that looked last; they serve showing and choosing.
CREATE TABLE face (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    photo INTEGER NOT NULL REFERENCES photo (id),
    x REAL NOT NULL,
    y REAL NOT NULL,
    w REAL NOT NULL,
    h REAL NOT NULL,
    score REAL NOT NULL,
    quality REAL NOT NULL
) STRICT;

CREATE INDEX face_by_photo ON face (photo);

-- One row a face and pack; a face detected again gets a new id, so that the highest id is the revision of the pack's vectors.
CREATE TABLE embedding (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    face INTEGER NOT NULL REFERENCES face (id),
    pack TEXT NOT NULL,
    quality REAL NOT NULL,               -- how much this vector can be trusted
    landmarks BLOB NOT NULL,             -- (5, 2) float32, fractions of the oriented photo
    vector BLOB NOT NULL,                -- float16, unit length
    UNIQUE (pack, face)
) STRICT;

CREATE INDEX embedding_by_face ON embedding (face);

CREATE TABLE processed (
    pack TEXT NOT NULL,
    photo INTEGER NOT NULL REFERENCES photo (id),
    faces INTEGER NOT NULL,
    PRIMARY KEY (pack, photo)
) STRICT, WITHOUT ROWID;

-- The user's word: the only tables that undo sessions record ------------------------------------------------------------

CREATE TABLE person (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    name TEXT NOT NULL,
    name_key TEXT NOT NULL UNIQUE,       -- the name as it is compared: without case and surplus blanks
    at INTEGER NOT NULL
) STRICT;

CREATE TABLE confirmation (
    face INTEGER PRIMARY KEY REFERENCES face (id),
    person INTEGER NOT NULL REFERENCES person (id),
    at INTEGER NOT NULL,
    origin TEXT NOT NULL DEFAULT 'user'
) STRICT;

CREATE INDEX confirmation_by_person ON confirmation (person, face);

CREATE TABLE rejection (
    face INTEGER NOT NULL REFERENCES face (id),
    person INTEGER NOT NULL REFERENCES person (id),
    at INTEGER NOT NULL,
    origin TEXT NOT NULL DEFAULT 'user',
    PRIMARY KEY (face, person)
) STRICT, WITHOUT ROWID;

CREATE INDEX rejection_by_person ON rejection (person, face);

-- The history of operations; rows are only ever added. Two stacks run through it: of what can be undone (done, redone) and of
-- what can be redone (undone). Each row is the top of the one it joined and says what the top of the other was then.
CREATE TABLE operation (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    at INTEGER NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('done', 'undone', 'redone')),
    label TEXT NOT NULL,
    changeset BLOB NOT NULL,
    catalog_version INTEGER NOT NULL,    -- user_version it was written under
    below INTEGER REFERENCES operation (id),
    other_top INTEGER REFERENCES operation (id)
) STRICT;

-- What the machine makes of it: may be recomputed at any time, so nothing here refers to the user's tables by foreign key --

-- Everything after pack is computed from the members, the user's word and the present photos.
CREATE TABLE face_group (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    pack TEXT NOT NULL,
    owner INTEGER,                       -- the person its confirmed faces belong to
    faces INTEGER NOT NULL DEFAULT 0,
    photos INTEGER NOT NULL DEFAULT 0,
    days INTEGER NOT NULL DEFAULT 0,
    first_taken INTEGER,
    last_taken INTEGER,
    key_faces TEXT NOT NULL DEFAULT ''   -- ids of its best faces, best first, with commas between
) STRICT;

CREATE INDEX face_group_by_pack ON face_group (pack);
CREATE INDEX face_group_by_owner ON face_group (owner) WHERE owner IS NOT NULL;

CREATE TABLE group_member (
    pack TEXT NOT NULL,
    face INTEGER NOT NULL REFERENCES face (id),
    group_id INTEGER NOT NULL REFERENCES face_group (id),
    shown INTEGER NOT NULL DEFAULT 1,    -- 0 while the user's word keeps the face out of this group
    placed INTEGER,                      -- the person the machine gives this unconfirmed face to
    PRIMARY KEY (pack, face)
) STRICT, WITHOUT ROWID;

CREATE INDEX group_member_by_group ON group_member (group_id, face);
CREATE INDEX group_member_by_person ON group_member (placed, pack, face) WHERE placed IS NOT NULL;
CREATE INDEX group_member_by_face ON group_member (face);

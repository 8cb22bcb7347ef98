using Floe.S3Tables.Storage;

namespace Floe.S3Tables.ObjectStore;

/// <summary>The object store's tables. Times are Unix milliseconds; documents (headers, parts) are JSON.</summary>
internal static class ObjectStoreSchema
{
    public static IReadOnlyList<Migration> Migrations =>
    [
        new(1, "object store", """
            CREATE TABLE bucket (
              id INTEGER PRIMARY KEY AUTOINCREMENT,
              name TEXT NOT NULL UNIQUE,
              kind TEXT NOT NULL,
              created INTEGER NOT NULL) STRICT;

            -- Buckets that are gone but whose objects are still being cleared away, a slice at a time.
            CREATE TABLE dropped_bucket (id INTEGER PRIMARY KEY) STRICT;

            -- Keys compare as their UTF-8 bytes, which is the order S3 lists in.
            CREATE TABLE object (
              bucket INTEGER NOT NULL,
              key TEXT NOT NULL,
              file INTEGER NOT NULL,
              size INTEGER NOT NULL,
              etag TEXT NOT NULL,
              modified INTEGER NOT NULL,
              attributes TEXT,
              PRIMARY KEY (bucket, key)) STRICT, WITHOUT ROWID;
            CREATE INDEX object_file ON object (file);

            CREATE TABLE upload (
              id TEXT PRIMARY KEY,
              bucket INTEGER NOT NULL,
              key TEXT NOT NULL,
              initiated INTEGER NOT NULL,
              attributes TEXT) STRICT, WITHOUT ROWID;
            CREATE INDEX upload_bucket ON upload (bucket, key, id);

            CREATE TABLE part (
              upload TEXT NOT NULL,
              number INTEGER NOT NULL,
              file INTEGER NOT NULL,
              size INTEGER NOT NULL,
              etag TEXT NOT NULL,
              modified INTEGER NOT NULL,
              checksum TEXT,
              PRIMARY KEY (upload, number)) STRICT, WITHOUT ROWID;
            CREATE INDEX part_file ON part (file);

            -- Folders of files. One that is not sealed may hold files without a row after a crash; a sealed one cannot.
            CREATE TABLE shard (id INTEGER PRIMARY KEY, sealed INTEGER NOT NULL) STRICT;

            -- Files whose row is gone but which may still be on disk.
            CREATE TABLE garbage (file INTEGER PRIMARY KEY) STRICT;
            """),
        new(2, "versions", """
            ALTER TABLE bucket ADD COLUMN versioning TEXT NOT NULL DEFAULT 'Off';
            ALTER TABLE object ADD COLUMN version TEXT;

            -- What lies below the current objects: older versions, and delete markers, which have no file. The version without an id is null.
            CREATE TABLE object_version (
              bucket INTEGER NOT NULL,
              key TEXT NOT NULL,
              sequence INTEGER NOT NULL,
              version TEXT,
              file INTEGER,
              size INTEGER NOT NULL,
              etag TEXT NOT NULL,
              modified INTEGER NOT NULL,
              attributes TEXT,
              PRIMARY KEY (bucket, key, sequence DESC)) STRICT, WITHOUT ROWID;
            CREATE INDEX object_version_file ON object_version (file) WHERE file IS NOT NULL;
            """),
        new(3, "settings of buckets", """
            -- What a bucket is configured with (cors, tagging), as JSON.
            CREATE TABLE bucket_setting (
              bucket INTEGER NOT NULL,
              name TEXT NOT NULL,
              document TEXT NOT NULL,
              PRIMARY KEY (bucket, name)) STRICT, WITHOUT ROWID;
            """),
        new(4, "bodies of small objects, default checksums", """
            -- The column "file" of the tables above names a body where it is 2^40 or more.
            CREATE TABLE body (id INTEGER PRIMARY KEY, content BLOB NOT NULL) STRICT;

            -- CRC-64/NVME of the whole object. Other checksums are in its attributes; objects from before this step have none.
            ALTER TABLE object ADD COLUMN crc64 INTEGER;
            ALTER TABLE object_version ADD COLUMN crc64 INTEGER;
            """),
    ];
}

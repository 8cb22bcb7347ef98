using Floe.S3Tables.Storage;

namespace Floe.S3Tables.Catalog;

/// <summary>The catalog's part of the database. Times are microseconds since 1970, the precision of the API's timestamps.</summary>
public static class CatalogMigrations
{
    public static IReadOnlyList<Migration> All { get; } =
    [
        new(101, "table buckets, namespaces, tables", """
            CREATE TABLE table_bucket (
                id TEXT PRIMARY KEY,
                arn TEXT NOT NULL UNIQUE,
                name TEXT NOT NULL,
                account TEXT NOT NULL,
                created_at INTEGER NOT NULL
            ) STRICT;

            CREATE TABLE namespace (
                id TEXT PRIMARY KEY,
                bucket_id TEXT NOT NULL REFERENCES table_bucket (id),
                name TEXT NOT NULL,
                properties TEXT NOT NULL,
                created_at INTEGER NOT NULL,
                created_by TEXT NOT NULL,
                UNIQUE (bucket_id, name)
            ) STRICT;

            CREATE TABLE catalog_table (
                id TEXT PRIMARY KEY,
                bucket_id TEXT NOT NULL REFERENCES table_bucket (id),
                namespace_id TEXT NOT NULL REFERENCES namespace (id),
                name TEXT NOT NULL,
                warehouse TEXT NOT NULL UNIQUE,
                metadata_location TEXT,
                version_token TEXT NOT NULL,
                created_at INTEGER NOT NULL,
                created_by TEXT NOT NULL,
                modified_at INTEGER NOT NULL,
                modified_by TEXT NOT NULL,
                UNIQUE (namespace_id, name)
            ) STRICT;

            CREATE INDEX catalog_table_bucket ON catalog_table (bucket_id);
            """),
        new(102, "settings and tags of table buckets and tables", """
            CREATE TABLE setting (
                owner_id TEXT NOT NULL,
                kind TEXT NOT NULL,
                value TEXT NOT NULL,
                PRIMARY KEY (owner_id, kind)
            ) STRICT, WITHOUT ROWID;

            CREATE TABLE tag (
                owner_id TEXT NOT NULL,
                key TEXT NOT NULL,
                value TEXT NOT NULL,
                PRIMARY KEY (owner_id, key)
            ) STRICT, WITHOUT ROWID;
            """),
        new(103, "staged tables", """
            CREATE TABLE staged_table (
                warehouse TEXT PRIMARY KEY,
                id TEXT NOT NULL,
                bucket_arn TEXT NOT NULL,
                namespace TEXT NOT NULL,
                name TEXT NOT NULL,
                staged_at INTEGER NOT NULL
            ) STRICT, WITHOUT ROWID;
            """),
    ];
}

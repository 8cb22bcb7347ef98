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
        new(104, "answers by idempotency key", """
            CREATE TABLE idempotency (
                caller TEXT NOT NULL,
                key TEXT NOT NULL,
                fingerprint TEXT NOT NULL,
                status INTEGER NOT NULL,
                body BLOB NOT NULL,
                etag TEXT,
                expires INTEGER NOT NULL,
                PRIMARY KEY (caller, key)
            ) STRICT;

            CREATE INDEX idempotency_expires ON idempotency (expires);
            """),
        new(105, "replicas and what is to be replicated", """
            CREATE TABLE replica (
                table_id TEXT PRIMARY KEY,
                source_arn TEXT NOT NULL
            ) STRICT, WITHOUT ROWID;

            CREATE TABLE replication_state (
                source_id TEXT NOT NULL,
                destination_arn TEXT NOT NULL,
                requested INTEGER NOT NULL,
                done INTEGER NOT NULL,
                replica_arn TEXT,
                failure TEXT,
                location TEXT,
                replicated_at INTEGER,
                PRIMARY KEY (source_id, destination_arn)
            ) STRICT, WITHOUT ROWID;
            """),
    ];
}

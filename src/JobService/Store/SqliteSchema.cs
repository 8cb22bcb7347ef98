namespace Floe.JobService.Store;

/// <summary>
/// The tables of <see cref="JobsContext"/> in SQL. Plain SQL, because building the model at start costs a quarter of a second
/// that an idle service need not spend. Steps are added, never changed; <c>user_version</c> counts those a database has.
/// </summary>
internal static class SqliteSchema
{
    public static readonly IReadOnlyList<string> Steps =
    [
        """
        CREATE TABLE job (
            number INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
            id TEXT NOT NULL,
            name TEXT NOT NULL,
            kind TEXT NOT NULL,
            engine TEXT NOT NULL,
            table_bucket TEXT NOT NULL,
            definition TEXT NOT NULL,
            state TEXT NOT NULL,
            reason TEXT NULL,
            attempt INTEGER NOT NULL,
            created_at INTEGER NOT NULL,
            started_at INTEGER NULL,
            ended_at INTEGER NULL,
            trace_parent TEXT NULL,
            idempotency_key TEXT NULL,
            definition_hash TEXT NOT NULL,
            version INTEGER NOT NULL
        );
        CREATE UNIQUE INDEX job_by_id ON job (id);
        CREATE UNIQUE INDEX job_by_idempotency_key ON job (idempotency_key);
        CREATE INDEX job_by_state ON job (state, number);

        CREATE TABLE job_attempt (
            job_number INTEGER NOT NULL REFERENCES job (number) ON DELETE CASCADE,
            attempt INTEGER NOT NULL,
            engine TEXT NOT NULL,
            handle TEXT NULL,
            started_at INTEGER NOT NULL,
            ended_at INTEGER NULL,
            outcome TEXT NULL,
            reason TEXT NULL,
            statements TEXT NULL,
            rejected_rows INTEGER NOT NULL,
            PRIMARY KEY (job_number, attempt)
        );

        CREATE TABLE job_state (
            job_number INTEGER NOT NULL REFERENCES job (number) ON DELETE CASCADE,
            step INTEGER NOT NULL,
            state TEXT NOT NULL,
            at INTEGER NOT NULL,
            attempt INTEGER NOT NULL,
            reason TEXT NULL,
            PRIMARY KEY (job_number, step)
        );

        CREATE TABLE job_result (
            job_number INTEGER NOT NULL PRIMARY KEY REFERENCES job (number) ON DELETE CASCADE,
            rows TEXT NOT NULL
        );
        """,
    ];
}

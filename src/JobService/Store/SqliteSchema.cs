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
        """
        ALTER TABLE job ADD COLUMN owner TEXT NOT NULL DEFAULT 'local';
        ALTER TABLE job ADD COLUMN queue TEXT NOT NULL DEFAULT 'default';
        ALTER TABLE job ADD COLUMN priority INTEGER NOT NULL DEFAULT 0;
        ALTER TABLE job ADD COLUMN not_before INTEGER NULL;
        ALTER TABLE job ADD COLUMN schedule TEXT NULL;
        ALTER TABLE job ADD COLUMN epoch INTEGER NOT NULL DEFAULT 0;
        UPDATE job SET epoch = 1 WHERE state IN ('Submitting', 'Pending', 'Running', 'Retrying', 'Suspended', 'Cancelling');
        DROP INDEX job_by_idempotency_key;
        CREATE UNIQUE INDEX job_by_idempotency_key ON job (owner, idempotency_key);
        CREATE INDEX job_by_owner ON job (owner, number);
        CREATE INDEX job_by_queue ON job (queue, number);
        CREATE INDEX job_by_name ON job (name, number);
        CREATE INDEX job_by_time ON job (created_at);
        CREATE INDEX job_by_wait ON job (not_before) WHERE not_before IS NOT NULL;
        CREATE INDEX job_by_end ON job (ended_at);
        CREATE INDEX job_by_schedule ON job (schedule, number);
        CREATE INDEX job_by_turn ON job (queue, state, engine, priority DESC, number);

        ALTER TABLE job_attempt ADD COLUMN links TEXT NULL;

        CREATE TABLE job_state_sequence (
            sequence INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
            job_number INTEGER NOT NULL REFERENCES job (number) ON DELETE CASCADE,
            step INTEGER NOT NULL,
            state TEXT NOT NULL,
            at INTEGER NOT NULL,
            attempt INTEGER NOT NULL,
            reason TEXT NULL
        );
        INSERT INTO job_state_sequence (job_number, step, state, at, attempt, reason)
            SELECT job_number, step, state, at, attempt, reason FROM job_state ORDER BY at, job_number, step;
        DROP TABLE job_state;
        ALTER TABLE job_state_sequence RENAME TO job_state;
        CREATE UNIQUE INDEX job_state_by_job ON job_state (job_number, step);

        CREATE TABLE job_label (
            job_number INTEGER NOT NULL REFERENCES job (number) ON DELETE CASCADE,
            name TEXT NOT NULL,
            value TEXT NOT NULL,
            PRIMARY KEY (job_number, name)
        );
        CREATE INDEX job_label_by_value ON job_label (name, value, job_number);

        CREATE TABLE job_queue (
            name TEXT NOT NULL PRIMARY KEY,
            weight INTEGER NOT NULL,
            max_running INTEGER NULL,
            max_queued INTEGER NULL,
            min_priority INTEGER NOT NULL,
            max_priority INTEGER NOT NULL,
            created_at INTEGER NOT NULL
        );
        INSERT INTO job_queue (name, weight, max_running, max_queued, min_priority, max_priority, created_at) VALUES ('default', 1, NULL, NULL, -1000, 1000, 0);

        CREATE TABLE job_schedule (
            name TEXT NOT NULL PRIMARY KEY,
            owner TEXT NOT NULL,
            cron TEXT NOT NULL,
            time_zone TEXT NOT NULL,
            concurrency TEXT NOT NULL,
            suspended INTEGER NOT NULL,
            definition TEXT NOT NULL,
            keep_succeeded INTEGER NULL,
            keep_failed INTEGER NULL,
            created_at INTEGER NOT NULL,
            next_at INTEGER NULL,
            last_at INTEGER NULL,
            last_result TEXT NULL
        );

        CREATE TABLE job_template (
            name TEXT NOT NULL PRIMARY KEY,
            owner TEXT NOT NULL,
            description TEXT NULL,
            parameters TEXT NOT NULL,
            job TEXT NOT NULL,
            created_at INTEGER NOT NULL
        );

        CREATE TABLE job_webhook (
            name TEXT NOT NULL PRIMARY KEY,
            owner TEXT NOT NULL,
            url TEXT NOT NULL,
            secret TEXT NOT NULL,
            states TEXT NOT NULL,
            all_owners INTEGER NOT NULL,
            position INTEGER NOT NULL,
            created_at INTEGER NOT NULL
        );

        CREATE TABLE job_delivery (
            number INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
            id TEXT NOT NULL,
            webhook TEXT NOT NULL REFERENCES job_webhook (name) ON DELETE CASCADE,
            job_id TEXT NOT NULL,
            body TEXT NOT NULL,
            state TEXT NOT NULL,
            attempts INTEGER NOT NULL,
            next_at INTEGER NULL,
            status INTEGER NULL,
            error TEXT NULL,
            created_at INTEGER NOT NULL,
            ended_at INTEGER NULL
        );
        CREATE UNIQUE INDEX job_delivery_by_id ON job_delivery (id);
        CREATE INDEX job_delivery_by_webhook ON job_delivery (webhook, number);
        CREATE INDEX job_delivery_by_time ON job_delivery (next_at);

        CREATE TABLE job_key (
            id TEXT NOT NULL PRIMARY KEY,
            owner TEXT NOT NULL,
            hash TEXT NOT NULL,
            scopes TEXT NOT NULL,
            created_at INTEGER NOT NULL
        );

        CREATE TABLE job_leader (
            id INTEGER NOT NULL PRIMARY KEY,
            epoch INTEGER NOT NULL,
            holder TEXT NULL
        );
        INSERT INTO job_leader (id, epoch) VALUES (1, 1);
        """,
        "ALTER TABLE job_attempt ADD COLUMN executions TEXT NULL;",
        """
        ALTER TABLE job_attempt ADD COLUMN log_archive TEXT NULL;
        ALTER TABLE job_attempt ADD COLUMN archived_at INTEGER NULL;
        ALTER TABLE job_attempt ADD COLUMN is_log_local INTEGER NOT NULL DEFAULT 1;
        CREATE INDEX job_attempt_by_archive ON job_attempt (is_log_local, archived_at, ended_at);
        """,
        "CREATE INDEX job_delivery_by_turn ON job_delivery (webhook, next_at, number) WHERE next_at IS NOT NULL;",
        "CREATE INDEX job_by_owner_state ON job (owner, state, number);",
    ];
}

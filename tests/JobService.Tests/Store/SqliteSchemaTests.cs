using Floe.JobService.Store;
using Floe.JobService.Tests.Support;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace Floe.JobService.Tests.Store;

public sealed class SqliteSchemaTests
{
    [Theory]
    [InlineData("SELECT m.name, c.name, c.type, c.\"notnull\", c.pk FROM sqlite_master m, pragma_table_info(m.name) c WHERE m.type = 'table' AND m.name LIKE 'job%' ORDER BY 1, 2")]
    [InlineData("SELECT m.name, f.\"from\", f.\"table\", f.\"to\", f.on_delete FROM sqlite_master m, pragma_foreign_key_list(m.name) f WHERE m.type = 'table' AND m.name LIKE 'job%' ORDER BY 1, 2")]
    [InlineData("SELECT m.name, i.seqno, i.name FROM sqlite_master m, pragma_index_info(m.name) i WHERE m.type = 'index' AND m.name NOT LIKE 'sqlite_%' ORDER BY 1, 2")]
    public void The_written_schema_is_the_one_of_the_model(string query)
    {
        using var folder = new TempFolder();
        using var written = new SqliteDatabase(folder.Sub("written.db"));
        written.Prepare();
        using var modelled = new SqliteDatabase(folder.Sub("modelled.db"));
        using (var context = new JobsContext(new DbContextOptionsBuilder<JobsContext>().UseSqlite(modelled.ConnectionString).Options)) context.Database.EnsureCreated();

        Assert.Equal(Rows(modelled, query), Rows(written, query));
        Assert.NotEmpty(Rows(written, query));
    }

    [Fact]
    public void Preparing_a_database_again_leaves_it_as_it_is()
    {
        using var folder = new TempFolder();
        using var database = new SqliteDatabase(folder.Sub("jobs.db"));
        database.Prepare();
        database.Prepare();

        Assert.NotEmpty(Rows(database, "SELECT name FROM job_queue"));
    }

    [Fact]
    public void A_database_of_each_older_version_becomes_the_same_as_a_new_one()
    {
        const string Columns = "SELECT m.name, c.name FROM sqlite_master m, pragma_table_info(m.name) c WHERE m.type = 'table' AND m.name LIKE 'job%' ORDER BY 1, 2";
        using var folder = new TempFolder();
        using var fresh = new SqliteDatabase(folder.Sub("new.db"));
        fresh.Prepare();
        for (var version = 1; version < SqliteSchema.Steps.Count; version++)
        {
            using var older = new SqliteDatabase(folder.Sub($"{version}.db"));
            using (var connection = new SqliteConnection(older.ConnectionString))
            {
                connection.Open();
                using var command = connection.CreateCommand();
                command.CommandText = string.Join('\n', SqliteSchema.Steps.Take(version)) + $"\nPRAGMA user_version={version};";
                command.ExecuteNonQuery();
            }
            older.Prepare();

            Assert.Equal(Rows(fresh, Columns), Rows(older, Columns));
        }
    }

    [Fact]
    public void Attempts_of_a_database_from_before_the_archive_have_logs_that_are_not_archived()
    {
        using var folder = new TempFolder();
        using var database = new SqliteDatabase(folder.Sub("jobs.db"));
        using (var connection = new SqliteConnection(database.ConnectionString))
        {
            connection.Open();
            using var command = connection.CreateCommand();
            command.CommandText = string.Join('\n', [.. SqliteSchema.Steps.Take(2), OneAttempt, "PRAGMA user_version=2"]);
            command.ExecuteNonQuery();
        }

        database.Prepare();

        Assert.Equal(["1|1||"], Rows(database, "SELECT attempt, is_log_local, log_archive, archived_at FROM job_attempt"));
    }

    private const string OneAttempt =
        """
        INSERT INTO job (number, id, name, kind, engine, table_bucket, definition, state, attempt, created_at, definition_hash, version) VALUES (1, 'a', 'a', 'Sql', 'e', 'b', '{}', 'Succeeded', 1, 0, 'h', 1);
        INSERT INTO job_attempt (job_number, attempt, engine, started_at, ended_at, rejected_rows) VALUES (1, 1, 'e', 0, 1, 0);
        """;

    private static List<string> Rows(SqliteDatabase database, string query)
    {
        using var connection = new SqliteConnection(database.ConnectionString);
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = query;
        using var reader = command.ExecuteReader();
        var rows = new List<string>();
        while (reader.Read()) rows.Add(string.Join('|', Enumerable.Range(0, reader.FieldCount).Select(reader.GetValue)));
        return rows;
    }
}

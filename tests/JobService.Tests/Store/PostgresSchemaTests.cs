using Floe.JobService.Store;
using Floe.JobService.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Floe.JobService.Tests.Store;

public sealed class PostgresSchemaTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("SELECT table_name, column_name, data_type, is_nullable, is_identity FROM information_schema.columns WHERE table_schema = 'public' AND table_name NOT IN ('job_log', 'job_schema') ORDER BY 1, 2")]
    [InlineData("SELECT tablename, indexname FROM pg_indexes WHERE schemaname = 'public' AND indexname LIKE 'job\\_%' AND indexname NOT LIKE '%pkey' ORDER BY 1, 2")]
    public async Task The_written_schema_is_the_one_of_the_model(string query)
    {
        var server = await PostgresServer.OfThisRunAsync();
        using var folder = new TempFolder();
        using var written = new PostgresDatabase(await server.DatabaseAsync(folder.Sub("written")));
        written.Prepare();
        written.Prepare();
        using var modelled = new PostgresDatabase(await server.DatabaseAsync(folder.Sub("modelled")));
        var options = new DbContextOptionsBuilder<JobsContext>();
        modelled.Configure(options);
        await using (var context = new JobsContext(options.Options)) await context.Database.EnsureCreatedAsync(Cancel);

        var expected = await RowsAsync(modelled, query);

        Assert.NotEmpty(expected);
        Assert.Equal(expected, await RowsAsync(written, query));
    }

    [Fact]
    public async Task Attempts_of_a_database_from_before_the_archive_have_logs_that_are_not_archived()
    {
        var server = await PostgresServer.OfThisRunAsync();
        using var folder = new TempFolder();
        using var database = new PostgresDatabase(await server.DatabaseAsync(folder.Sub("old")));
        await using (var command = database.Source.CreateCommand(string.Join('\n', [PostgresSchema.Steps[0], OneAttempt]))) await command.ExecuteNonQueryAsync(Cancel);

        database.Prepare();

        Assert.Equal(["1|True||"], await RowsAsync(database, "SELECT attempt, is_log_local, log_archive, archived_at FROM job_attempt"));
    }

    private const string OneAttempt =
        """
        CREATE TABLE job_schema (version integer NOT NULL);
        INSERT INTO job_schema (version) VALUES (1);
        INSERT INTO job (number, id, name, kind, engine, table_bucket, definition, state, owner, queue, priority, epoch, attempt, created_at, definition_hash, version) VALUES (1, 'a', 'a', 'Sql', 'e', 'b', '{}', 'Succeeded', 'o', 'default', 0, 0, 1, 0, 'h', 1);
        INSERT INTO job_attempt (job_number, attempt, engine, started_at, ended_at, rejected_rows) VALUES (1, 1, 'e', 0, 1, 0);
        """;

    private static async Task<List<string>> RowsAsync(PostgresDatabase database, string query)
    {
        await using var command = database.Source.CreateCommand(query);
        await using var reader = await command.ExecuteReaderAsync(Cancel);
        var rows = new List<string>();
        while (await reader.ReadAsync(Cancel)) rows.Add(string.Join('|', Enumerable.Range(0, reader.FieldCount).Select(reader.GetValue)));
        return rows;
    }
}

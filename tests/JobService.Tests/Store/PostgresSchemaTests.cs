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

    private static async Task<List<string>> RowsAsync(PostgresDatabase database, string query)
    {
        await using var command = database.Source.CreateCommand(query);
        await using var reader = await command.ExecuteReaderAsync(Cancel);
        var rows = new List<string>();
        while (await reader.ReadAsync(Cancel)) rows.Add(string.Join('|', Enumerable.Range(0, reader.FieldCount).Select(reader.GetValue)));
        return rows;
    }
}

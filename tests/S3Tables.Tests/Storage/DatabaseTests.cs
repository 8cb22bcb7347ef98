using Floe.S3Tables.Storage;

namespace Floe.S3Tables.Tests.Storage;

public sealed class DatabaseTests : IAsyncLifetime
{
    private readonly TemporaryFolder _folder = new();
    private Database _database = null!;

    public ValueTask InitializeAsync()
    {
        _database = Database.Open(Path.Combine(_folder.Path, "test.db"), [new Migration(1, "t", "CREATE TABLE t (n INTEGER PRIMARY KEY) STRICT")]);
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task A_write_that_throws_is_undone_and_its_neighbours_are_not()
    {
        var writes = Enumerable.Range(0, 100).Select(i => _database.WriteAsync(connection =>
        {
            connection.Execute("INSERT INTO t (n) VALUES ($n)", ("$n", i));
            if (i % 3 == 0) throw new InvalidOperationException("refused");
        })).ToList();
        await Task.WhenAll(writes.Select(write => write.ContinueWith(_ => { }, TestContext.Current.CancellationToken, TaskContinuationOptions.None, TaskScheduler.Default)));

        Assert.Equal(34, writes.Count(write => write.IsFaulted));
        Assert.Equal(Enumerable.Range(0, 100).Where(i => i % 3 != 0).Select(i => (long)i), _database.Read(connection => connection.Query("SELECT n FROM t ORDER BY n", row => row.GetInt64(0))));
    }

    [Fact]
    public async Task After_commit_runs_for_what_is_durable_only()
    {
        var seen = new List<string>();
        await _database.WriteAsync(connection =>
        {
            _database.AfterCommit(() => seen.Add("kept"));
            connection.Execute("INSERT INTO t (n) VALUES (1)");
        });
        await Assert.ThrowsAsync<InvalidOperationException>(() => _database.WriteAsync(_ =>
        {
            _database.AfterCommit(() => seen.Add("undone"));
            throw new InvalidOperationException("refused");
        }));

        Assert.Equal(["kept"], seen);
        Assert.Throws<InvalidOperationException>(() => _database.AfterCommit(() => { }));
    }

    [Fact]
    public async Task A_read_sees_one_state_while_others_write()
    {
        var sums = _database.Read(connection =>
        {
            var before = connection.QueryScalar<long>("SELECT count(*) FROM t");
            Assert.True(_database.WriteAsync(writer => { writer.Execute("INSERT INTO t (n) VALUES (1)"); }).Wait(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken));
            return (before, connection.QueryScalar<long>("SELECT count(*) FROM t"));
        });

        Assert.Equal((0, 0), sums);
        Assert.Equal(1, _database.Read(connection => connection.QueryScalar<long>("SELECT count(*) FROM t")));
        await Task.CompletedTask;
    }

    [Fact]
    public void The_same_statement_may_be_used_inside_itself() => _database.Read(connection =>
        connection.Query("SELECT value FROM json_each('[1,2]')", row => connection.Query("SELECT value FROM json_each('[1,2]')", inner => inner.GetInt64(0)).Count).Sum() == 4
            ? true
            : throw new InvalidOperationException("The inner query disturbed the outer one."));

    public async ValueTask DisposeAsync()
    {
        await _database.DisposeAsync();
        _folder.Dispose();
    }
}

using Floe.JobService.Dispatch;
using Floe.JobService.Jobs;
using Microsoft.Data.Sqlite;

namespace Floe.JobService.Store;

/// <summary>The folder's lock leaves one process, so it leads. Plain SQL for the reason given at <see cref="SqliteSchema"/>.</summary>
internal sealed class SqliteLeader(SqliteDatabase database) : ILeaderElection
{
    public Task<LeaderTerm> WinAsync(CancellationToken cancellationToken)
    {
        using var connection = new SqliteConnection(database.ConnectionString);
        connection.Open();
        var epoch = (long)Scalar(connection, "PRAGMA synchronous=FULL; UPDATE job_leader SET epoch = epoch + 1 RETURNING epoch");
        var hasJobs = Scalar(connection, $"SELECT EXISTS (SELECT 1 FROM job WHERE state IN ({JobStates.InEngineSql}) AND epoch <> 0)") is 1L;
        return Task.FromResult<LeaderTerm>(new Term(epoch, hasJobs));
    }

    private static object Scalar(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return command.ExecuteScalar()!;
    }

    private sealed class Term(long epoch, bool hasJobs) : LeaderTerm
    {
        public override long Epoch => epoch;

        public override bool HasJobsInEngine => hasJobs;

        public override CancellationToken Lost => CancellationToken.None;

        public override ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}

using Floe.S3Tables.Storage;
using Microsoft.Data.Sqlite;

namespace Floe.S3Tables.Replication;

/// <summary>Works off the queue in the background, one table at a time, whenever it is woken; after a restart it goes on where it was.</summary>
internal sealed partial class ReplicationWorker(Database database, ReplicationQueue queue, Replicator replicator, ILogger<ReplicationWorker> log) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            await RunAsync(stoppingToken);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The end that was asked for. A host that failed to start would report it as a crash of this worker.
        }
    }

    private async Task RunAsync(CancellationToken stoppingToken)
    {
        await database.WriteAsync(ReplicationStore.RetryFailed);
        queue.Wake();
        while (!stoppingToken.IsCancellationRequested)
        {
            await queue.WaitAsync(stoppingToken);
            while (database.Read(ReplicationStore.NextPending) is { } state && await TryRunAsync(state, stoppingToken))
            {
                // The next one.
            }
            queue.Rest();
        }
    }

    /// <returns>False where not even the outcome could be kept: the disk is full. Then it is better to wait.</returns>
    private async Task<bool> TryRunAsync(ReplicationState state, CancellationToken stoppingToken)
    {
        try
        {
            await replicator.RunAsync(state, stoppingToken);
            return true;
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            throw;
        }
#pragma warning disable CA1031 // Not swallowed: it is the status that GetTableReplicationStatus reports. One table's trouble is not the others'.
        catch (Exception e)
#pragma warning restore CA1031
        {
            LogFailure(log, e, state.SourceId, state.DestinationArn);
            return await TryKeepAsync(state, e.Message);
        }
    }

    private async Task<bool> TryKeepAsync(ReplicationState state, string failure)
    {
        try
        {
            await database.WriteAsync(connection => ReplicationStore.Fail(connection, state, failure));
            return true;
        }
        catch (SqliteException e)
        {
            LogFailure(log, e, state.SourceId, state.DestinationArn);
            return false;
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Table {Table} was not replicated to {Destination}; it is tried again after its next commit or a restart")]
    private static partial void LogFailure(ILogger logger, Exception error, string table, string destination);
}

using System.Threading.Channels;
using Floe.S3Tables.Catalog;
using Floe.S3Tables.Storage;
using Microsoft.Data.Sqlite;

namespace Floe.S3Tables.Replication;

/// <summary>
/// What is to be copied where. It is asked for in the transaction that changes the table, so that neither a crash nor a restart loses it, and
/// <see cref="Replicator"/> is woken when that transaction is durable.
/// </summary>
public sealed class ReplicationQueue(Database database)
{
    private readonly Channel<bool> _signal = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    private TaskCompletionSource _rest = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Asks for copies of a table that has changed, inside the write that changes it.</summary>
    public void Add(SqliteConnection connection, Table table)
    {
        // A replica is not replicated further, and there is nothing to copy of a table without metadata.
        if (table.SourceTableArn is not null || table.MetadataLocation is null) return;
        var destinations = ReplicationStore.DestinationsOf(connection, table);
        foreach (var destination in destinations) ReplicationStore.Request(connection, table.Id, destination);
        if (destinations.Count > 0) database.AfterCommit(Wake);
    }

    public void Wake() => _signal.Writer.TryWrite(true);

    /// <summary>Completes when all that has been asked for so far is done or has failed.</summary>
    public async Task WhenDoneAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            var rest = Volatile.Read(ref _rest).Task;
            if (database.Read(ReplicationStore.NextPending) is null) return;
            await rest.WaitAsync(cancellationToken);
        }
    }

    /// <summary>The worker has looked and found nothing more to do.</summary>
    internal void Rest() => Interlocked.Exchange(ref _rest, new(TaskCreationOptions.RunContinuationsAsynchronously)).SetResult();

    /// <summary>Completes when something may have been added.</summary>
    public ValueTask<bool> WaitAsync(CancellationToken cancellationToken) => _signal.Reader.ReadAsync(cancellationToken);
}

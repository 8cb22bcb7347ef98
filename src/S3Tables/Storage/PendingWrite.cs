using Microsoft.Data.Sqlite;

namespace Floe.S3Tables.Storage;

/// <summary>A write in the database's queue, and whoever waits for it.</summary>
internal abstract class PendingWrite
{
    private List<Action>? _afterCommit;

    public void AfterCommit(Action action) => (_afterCommit ??= []).Add(action);

    /// <summary>Does the work; false if it failed and its changes are to be undone.</summary>
    public abstract bool Run(SqliteConnection connection);

    /// <summary>Tells the waiting caller the outcome: the transaction is durable.</summary>
    public void Complete()
    {
        if (!HasFailed) _afterCommit?.ForEach(action => action());
        Report();
    }

    public abstract void Fail(Exception error);

    protected abstract bool HasFailed { get; }

    protected abstract void Report();
}

internal sealed class PendingWrite<T>(Func<SqliteConnection, T> work) : PendingWrite
{
    private readonly TaskCompletionSource<T> _done = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private T? _result;
    private Exception? _error;

    public Task<T> Task => _done.Task;

    protected override bool HasFailed => _error is not null;

    public override bool Run(SqliteConnection connection)
    {
        try
        {
            _result = work(connection);
            return true;
        }
#pragma warning disable CA1031 // Not swallowed: Report hands it to the caller.
        catch (Exception e)
#pragma warning restore CA1031
        {
            _error = e;
            return false;
        }
    }

    public override void Fail(Exception error) => _done.TrySetException(error);

    protected override void Report()
    {
        if (_error is null) _done.SetResult(_result!);
        else _done.SetException(_error);
    }
}

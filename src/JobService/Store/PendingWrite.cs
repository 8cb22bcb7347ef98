namespace Floe.JobService.Store;

/// <summary>A work that waits for a transaction, and who waits for it.</summary>
internal abstract class PendingWrite
{
    /// <summary>Runs the work up to what is to be saved. What it throws is kept for its caller: it has changed nothing then, and the others go on.</summary>
    public abstract Task RunAsync(JobsContext context);

    /// <summary>It is durable.</summary>
    public abstract void Complete();

    /// <summary>It is not.</summary>
    public abstract void Fail(Exception failure);
}

internal sealed class PendingWrite<T>(Func<JobsContext, Task<T>> work, Func<Exception, bool> isAway) : PendingWrite
{
    private readonly TaskCompletionSource<T> _answer = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Task<T>? _done;

    public Task<T> Answer => _answer.Task;

    public override async Task RunAsync(JobsContext context)
    {
        _done = work(context);
        try
        {
            await _done;
        }
        catch (Exception e) when (!isAway(e))
        {
            context.ChangeTracker.Clear();
        }
    }

    public override void Complete() => _answer.SetFromTask(_done!);

    public override void Fail(Exception failure) => _answer.SetException(failure);
}

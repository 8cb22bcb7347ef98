namespace Floe.JobService.Store;

/// <summary>A work that waits for a transaction, and who waits for it.</summary>
internal abstract class PendingWrite
{
    /// <summary>Runs the work up to what is to be saved. What it throws takes the transaction with it.</summary>
    public abstract Task RunAsync(JobsContext context);

    /// <summary>It is durable.</summary>
    public abstract void Complete();

    /// <summary>It is not.</summary>
    public abstract void Fail(Exception failure);
}

internal sealed class PendingWrite<T>(Func<JobsContext, Task<T>> work) : PendingWrite
{
    private readonly TaskCompletionSource<T> _answer = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private T? _result;

    public Task<T> Answer => _answer.Task;

    public override async Task RunAsync(JobsContext context) => _result = await work(context);

    public override void Complete() => _answer.SetResult(_result!);

    public override void Fail(Exception failure) => _answer.SetException(failure);
}

namespace Floe.JobService.Engines.SparkOperator;

/// <summary>Tells one waiter that there is something new. Signals that nobody waits for are remembered as one.</summary>
internal sealed class Change
{
    private readonly Lock _lock = new();
    private TaskCompletionSource? _waiter;
    private bool _set;

    public void Set()
    {
        TaskCompletionSource? waiter;
        lock (_lock)
        {
            (waiter, _waiter) = (_waiter, null);
            _set = waiter is null;
        }
        waiter?.TrySetResult();
    }

    /// <summary>Until there is something new, or so long.</summary>
    public async Task WaitAsync(TimeSpan limit, TimeProvider time, CancellationToken cancellationToken)
    {
        Task task;
        lock (_lock)
        {
            if (_set)
            {
                _set = false;
                return;
            }
            _waiter ??= new(TaskCreationOptions.RunContinuationsAsynchronously);
            task = _waiter.Task;
        }
        try
        {
            await task.WaitAsync(limit, time, cancellationToken);
        }
        catch (TimeoutException)
        {
            // The caller looks again, as it would have for a change.
        }
        finally
        {
            Leave(task);
        }
    }

    /// <summary>Nobody waits any more: a change from now on is to be remembered, not told to a waiter who has gone.</summary>
    private void Leave(Task task)
    {
        lock (_lock)
        {
            if (_waiter?.Task == task) _waiter = null;
        }
    }
}

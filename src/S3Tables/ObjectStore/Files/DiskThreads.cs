using Floe.S3Tables.Storage;

namespace Floe.S3Tables.ObjectStore.Files;

/// <summary>
/// Threads of their own for calls that wait for the disk. On the shared pool a few waiting fsyncs would hold up every request of a small machine;
/// and fsyncs that wait side by side are cheaper, since the file system commits them together.
/// </summary>
internal sealed class DiskThreads : IDisposable
{
    private const int Count = 8;

    private readonly WorkQueue<Action> _queue = new();
    private readonly Thread[] _threads;

    public DiskThreads()
    {
        _threads = [.. Enumerable.Range(0, Count).Select(i => new Thread(Run) { IsBackground = true, Name = $"floe disk {i}" })];
        foreach (var thread in _threads) thread.Start();
    }

    public Task<T> RunAsync<T>(Func<T> work)
    {
        var done = new TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously);
        var isTaken = _queue.TryAdd(() =>
        {
            try
            {
                done.SetResult(work());
            }
#pragma warning disable CA1031 // Handed to whoever awaits the task.
            catch (Exception e)
#pragma warning restore CA1031
            {
                done.SetException(e);
            }
        });
        return isTaken ? done.Task : throw new ObjectDisposedException(nameof(DiskThreads));
    }

    public void Dispose()
    {
        _queue.Complete();
        foreach (var thread in _threads) thread.Join();
    }

    private void Run()
    {
        while (_queue.TryTake(out var work)) work();
    }
}

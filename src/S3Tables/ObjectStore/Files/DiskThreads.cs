using System.Collections.Concurrent;

namespace Floe.S3Tables.ObjectStore.Files;

/// <summary>
/// Threads of their own for calls that wait for the disk. On the shared pool a few waiting fsyncs would hold up every request of a small machine;
/// and fsyncs that wait side by side are cheaper, since the file system commits them together.
/// </summary>
internal sealed class DiskThreads : IDisposable
{
    private const int Count = 8;

    private readonly BlockingCollection<Action> _queue = [];
    private readonly Thread[] _threads;

    public DiskThreads()
    {
        _threads = [.. Enumerable.Range(0, Count).Select(i => new Thread(Run) { IsBackground = true, Name = $"floe disk {i}" })];
        foreach (var thread in _threads) thread.Start();
    }

    public Task<T> RunAsync<T>(Func<T> work)
    {
        var done = new TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously);
        _queue.Add(() =>
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
        return done.Task;
    }

    public void Dispose()
    {
        _queue.CompleteAdding();
        foreach (var thread in _threads) thread.Join();
        _queue.Dispose();
    }

    private void Run()
    {
        foreach (var work in _queue.GetConsumingEnumerable()) work();
    }
}

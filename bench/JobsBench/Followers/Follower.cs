using Floe.JobService.Client;

namespace Floe.JobsBench.Followers;

/// <summary>Reads a job's log to its end, and holds it against the numbered lines that the driver wrote.</summary>
internal sealed class Follower(JobsClient client, string jobId)
{
    private readonly List<int> _numbers = [];
    private TaskCompletionSource _more = New();
    private int _count;

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        await foreach (var line in client.FollowLogsAsync(jobId, cancellationToken: cancellationToken))
        {
            if (NumberOf(line.Text) is not { } number) continue;
            _numbers.Add(number);
            Volatile.Write(ref _count, _numbers.Count);
            Interlocked.Exchange(ref _more, New()).SetResult();
        }
    }

    /// <summary>Until so many lines have come.</summary>
    public async Task UntilAsync(int count, CancellationToken cancellationToken)
    {
        while (true)
        {
            var more = Volatile.Read(ref _more);
            if (Volatile.Read(ref _count) >= count) return;
            await more.Task.WaitAsync(cancellationToken);
        }
    }

    /// <summary>After the end: whether the lines are 1 to so many, so many times over.</summary>
    public bool IsExact(int lines, int times) => _numbers.SequenceEqual(Enumerable.Range(0, lines * times).Select(i => (i % lines) + 1));

    /// <summary>Null where the line is none of the numbered ones.</summary>
    private static int? NumberOf(string text)
    {
        var parts = text.Split(' ', 4);
        return parts is [_, "line", var number, ..] && int.TryParse(number, out var parsed) ? parsed : null;
    }

    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}

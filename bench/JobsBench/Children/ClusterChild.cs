using System.Globalization;
using Floe.JobService.Contracts;

namespace Floe.JobsBench.Children;

/// <summary>The fake cluster in a process of its own, and what it is told to do.</summary>
internal sealed class ClusterChild : IDisposable
{
    private readonly ChildProcess _process;
    private readonly HttpClient _http;

    private ClusterChild(ChildProcess process, Uri control)
    {
        _process = process;
        _http = new HttpClient { BaseAddress = control, Timeout = Timeout.InfiniteTimeSpan };
    }

    public ChildProcess Process => _process;

    public static async Task<ClusterChild> StartAsync(string kubeconfig, IReadOnlyList<string> namespaces, int executors, CancellationToken cancellationToken)
    {
        string[] arguments = ["cluster", "--kubeconfig", kubeconfig, "--namespaces", string.Join(',', namespaces), "--executors", executors.ToString(CultureInfo.InvariantCulture)];
        var (process, control) = await ChildProcess.StartAsync(typeof(ClusterChild).Assembly.Location, arguments, new Dictionary<string, string>(), "ready ", cancellationToken);
        return new(process, control);
    }

    /// <summary>Lets so many drivers end, the ones first that started first. Returns when the cluster has it.</summary>
    public Task EndAsync(int count, double perSecond, CancellationToken cancellationToken) => PostAsync($"end?count={count}&perSecond={perSecond}", cancellationToken);

    /// <summary>Lets a job's driver write so many numbered lines. Returns when it has.</summary>
    public Task WriteAsync(string jobId, int lines, double perSecond, CancellationToken cancellationToken) => PostAsync($"write?job={jobId}&lines={lines}&perSecond={perSecond}", cancellationToken);

    /// <summary>Every change so far that a job's state follows from.</summary>
    public async Task<IReadOnlyList<ClusterChange>> ChangesAsync(CancellationToken cancellationToken) =>
        [.. (await _http.GetStringAsync(new Uri("changes", UriKind.Relative), cancellationToken)).Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(ClusterChange.Parse)];

    /// <summary>How often the log of a job's driver was opened, and how many have it open.</summary>
    public async Task<(int Opened, int Open)> StreamsAsync(string jobId, CancellationToken cancellationToken)
    {
        var parts = (await _http.GetStringAsync(new Uri($"streams?job={jobId}", UriKind.Relative), cancellationToken)).Split(' ');
        return (int.Parse(parts[0]), int.Parse(parts[1]));
    }

    public void Dispose()
    {
        _http.Dispose();
        _process.Dispose();
    }

    private async Task PostAsync(string path, CancellationToken cancellationToken)
    {
        using var response = await _http.PostAsync(new Uri(path, UriKind.Relative), null, cancellationToken);
        response.EnsureSuccessStatusCode();
    }
}

/// <summary>Something happened to a job's driver, after which the job is to be shown in this state.</summary>
/// <param name="At">Taken before the change was made.</param>
internal sealed record ClusterChange(string JobId, JobState State, DateTimeOffset At)
{
    public override string ToString() => $"{JobId} {State} {At.UtcTicks}";

    public static ClusterChange Parse(string line)
    {
        var parts = line.Split(' ');
        return new(parts[0], Enum.Parse<JobState>(parts[1]), new(long.Parse(parts[2]), TimeSpan.Zero));
    }
}

using System.Text.Json;

namespace Floe.JobService.Kubernetes;

/// <summary>
/// Keeps a cache the same as the cluster: lists everything, then watches from there. Whatever happens to the watch (its end, a cut, silence, an
/// expired version) leads to another watch or another list. One loop serves all who read the cache.
/// </summary>
internal sealed class ListWatch<T>(KubernetesApi api, ListWatchSource<T> source, ResourceCache<T> cache, ListWatchTimes times, TimeProvider time, ILogger logger) where T : class, IClusterObject
{
    /// <summary>Objects in etcd have at most 1.5 MiB, in JSON some more.</summary>
    private const int LongestLine = 16 * 1024 * 1024;

    private readonly TaskCompletionSource _synced = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private volatile string? _problem = "It has not answered yet.";
    private string? _version;
    private long _listedAt;
    private TimeSpan _wait;

    /// <summary>Completes with the first whole list.</summary>
    public Task Synced => _synced.Task;

    /// <summary>Why the cache may be old; null while list or watch work.</summary>
    public string? Problem => _problem;

    /// <summary>Whole lists so far.</summary>
    public int Lists { get; private set; }

    /// <summary>Told when <see cref="Problem"/> changes.</summary>
    public event Action? ProblemChanged;

    /// <summary>Returns never but by cancellation.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            TimeSpan? asked = null;
            var began = time.GetTimestamp();
            try
            {
                if (_version is null || time.GetElapsedTime(_listedAt) >= times.Resync) await ListAsync(cancellationToken);
                await WatchAsync(_version!, cancellationToken);
            }
            catch (KubernetesException e) when (e.IsGone)
            {
                logger.WatchExpired(source.Type.Plural, source.Namespace);
                _version = null;
            }
            catch (KubernetesException e)
            {
                var problem = Describe(e);
                if (Tell(problem)) logger.WatchFailed(source.Type.Plural, source.Namespace, problem);
                if (!e.IsTransient) _version = null;
                asked = e.RetryAfter;
            }
            catch (JsonException e)
            {
                logger.WatchFailed(source.Type.Plural, source.Namespace, e.Message);
                _version = null;
            }
            // What closes at once would be opened without end.
            if (time.GetElapsedTime(began) > TimeSpan.FromSeconds(5)) _wait = TimeSpan.Zero;
            await Task.Delay(Next(asked), time, cancellationToken);
        }
    }

    private async Task ListAsync(CancellationToken cancellationToken)
    {
        var seen = new HashSet<string>();
        ListPage<T>? page = null;
        do
        {
            page = await api.GetAsync(source.ListPath(page?.Metadata.Continue), source.Page, cancellationToken);
            foreach (var item in page.Items)
            {
                seen.Add(item.Metadata.Uid);
                cache.Put(item);
            }
        }
        while (page.Metadata.Continue is { Length: > 0 });
        cache.KeepOnly(seen);
        // Of the list, not of its items: the list may be newer than each of them.
        _version = page.Metadata.ResourceVersion;
        _listedAt = time.GetTimestamp();
        Lists++;
        Tell(null);
        _synced.TrySetResult();
    }

    private async Task WatchAsync(string from, CancellationToken cancellationToken)
    {
        using var silence = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        silence.CancelAfter(times.Silence);
        try
        {
            using var response = await api.OpenAsync(source.WatchPath(from, times.Watch), silence.Token);
            Tell(null);
            await using var lines = new LineReader(await response.Content.ReadAsStreamAsync(silence.Token), LongestLine);
            while (await lines.ReadAsync(silence.Token) is { } line)
            {
                // Half a line: the connection was cut in it. The watch goes on before it.
                if (!line.IsWhole) return;
                Apply(line.Text);
                _wait = TimeSpan.Zero;
                silence.CancelAfter(times.Silence);
            }
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            logger.WatchSilent(source.Type.Plural, source.Namespace);
        }
        catch (Exception e) when (e is HttpRequestException or IOException or ObjectDisposedException)
        {
            logger.WatchCut(source.Type.Plural, source.Namespace, e.Message);
        }
    }

    private void Apply(ReadOnlyMemory<byte> line)
    {
        var frame = WatchFrame.Read(line.Span);
        var text = line.Span[frame.Object];
        if (frame.Type == "ERROR")
        {
            var answer = JsonSerializer.Deserialize(text, KubernetesJson.Default.StatusAnswer);
            throw new KubernetesException(answer?.Message ?? "The watch failed.", (System.Net.HttpStatusCode)(answer?.Code ?? 500), answer);
        }
        var item = JsonSerializer.Deserialize(text, source.Item) ?? throw new JsonException("An event of a watch has no object.");
        if (frame.Type == "DELETED") cache.Remove(item.Metadata.Uid);
        else if (frame.Type is "ADDED" or "MODIFIED") cache.Put(item);
        if (item.Metadata.ResourceVersion.Length > 0) _version = item.Metadata.ResourceVersion;
    }

    private string Describe(KubernetesException e) => e switch
    {
        { IsNotFound: true } => $"The cluster has no {source.Type.Plural} of {source.Type.GroupVersion}: the Spark Operator's CRDs are not installed.",
        { IsNotAllowed: true } => $"The service may not follow {source.Type.Plural} in the namespace {source.Namespace}: {e.Message}. Apply deploy/kubernetes/job-service/rbac-jobs.yaml there.",
        { Status: System.Net.HttpStatusCode.Unauthorized } => $"The cluster does not take the service's login ({e.Message}). Is the kubeconfig of this cluster, and its token or certificate still good?",
        _ => e.Message,
    };

    private bool Tell(string? problem)
    {
        if (_problem == problem) return false;
        _problem = problem;
        ProblemChanged?.Invoke();
        return true;
    }

    /// <summary>Longer each time, and not the same for all loops, so that a server that comes back is not met by all at once.</summary>
    private TimeSpan Next(TimeSpan? asked)
    {
        _wait = _wait == TimeSpan.Zero ? times.FirstWait : TimeSpan.FromTicks(Math.Min(times.LongestWait.Ticks, _wait.Ticks * 2));
        var jittered = _wait * (0.5 + (Random.Shared.NextDouble() / 2));
        return asked > jittered ? asked.Value : jittered;
    }
}

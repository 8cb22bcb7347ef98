using Floe.Engine;
using Floe.JobService.Contracts;
using Floe.JobService.Engines.SparkOperator.Executions;
using Floe.JobService.Engines.SparkOperator.Logs;
using Floe.JobService.Engines.SparkOperator.Views;
using Floe.JobService.Kubernetes;

namespace Floe.JobService.Engines.SparkOperator;

/// <summary>One run: its application made, followed to its end, or deleted on request. Looks at everything again whenever anything changed.</summary>
internal sealed class ApplicationRun(JobRun run, OperatorTools tools)
{
    private static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan LookForVanished = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan WatchIsBehind = TimeSpan.FromSeconds(1);

    private readonly ApplicationCreate _create = new(run, tools);
    private readonly Stability _stability = new(tools.Time);
    private readonly ExecutionList _executions = new(run.Executions, tools.Time);
    private (JobState State, string? Reason)? _told = run.Standing;
    private Uri? _ui = run.Links.GetValueOrDefault(LinkName.SparkUi) is { } known ? new(known) : null;
    private long? _waitsSince;

    /// <summary>Null where there was none to see.</summary>
    private IReadOnlyList<JobExecution>? Seen => _executions.All.Count == 0 ? null : _executions.All;

    private ApplicationHandle Handle => _create.Handle!;

    public async Task<RunOutcome> RunAsync(CancellationToken cancellationToken)
    {
        var changed = tools.Cluster.Subscribe(run.JobId);
        await using var logs = new RunLogCopies(run, new(_create, _executions), changed, tools);
        try
        {
            if (await _create.EnsureAsync(cancellationToken) is { } refusal) return refusal;
            if (tools.Cluster.Find(Handle.Namespace) is not { } space) return RunOutcome.Failed(NotFollowed(Handle.Namespace)) with { State = JobState.Lost };
            var end = await FollowAsync(space, changed, logs, cancellationToken);
            var areSafe = await FinishLogsAsync(space, changed, logs, isDeleted: false, cancellationToken);
            var rows = end.State == JobState.Succeeded ? await ResultAsync(cancellationToken) : null;
            // One whose logs could not be read, or not be kept, stays until the sweep takes it: its pods have them.
            if (await run.Reporter.KeepLogsAsync(cancellationToken) && areSafe) await new ApplicationEnd(Handle, tools).RetireAsync(cancellationToken);
            return new() { State = end.State, Reason = end.Reason, MayRetry = end.State != JobState.Lost, Executions = Seen, Result = rows };
        }
        catch (RunTakenOverException)
        {
            throw;
        }
        catch (OperationCanceledException) when (run.IsToEnd())
        {
            await StopAsync(changed, logs);
            throw;
        }
        finally
        {
            tools.Cluster.Unsubscribe(run.JobId);
        }
    }

    public static string NotFollowed(string space) => $"The service does not follow the namespace {space}. Add it to JobService:SparkOperator:Namespaces, or name one that is there.";

    private async Task<ResultSet?> ResultAsync(CancellationToken cancellationToken)
    {
        var (rows, fault) = await tools.Results.ReadAsync(run.Definition, run.JobId, run.Attempt, cancellationToken);
        if (fault is not null) run.Reporter.Log(StoredLines.Note + fault);
        return rows;
    }

    private async Task<Standing> FollowAsync(NamespaceWatch space, Change changed, RunLogCopies logs, CancellationToken cancellationToken)
    {
        ApplicationView? last = null;
        PodView? driver = null;
        // After a start of the service everybody's first look would find nothing, again and again.
        if (!space.IsSynced) await space.Synced.WaitAsync(NamespaceWatch.Blip, tools.Time, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        while (true)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var pods = PodsOf(space);
            driver = Driver(pods) ?? driver;
            var application = space.Applications.Find(Handle.Uid!);
            // Before the logs: these are marked with the number of the execution.
            var isNews = application is not null && _executions.Look(application, pods.Where(pod => pod.IsDriver));
            await logs.LookAsync(pods, cancellationToken);
            if (application is null)
            {
                if (space.IsSynced && space.Problem is null && await IsGoneAsync(cancellationToken)) return StandingRules.AfterDelete(last, driver, Handle.Name);
                await TellAwayAsync(space, cancellationToken);
                await changed.WaitAsync(LookForVanished, tools.Time, cancellationToken);
                continue;
            }
            last = application;
            var current = Driver(pods);
            var seen = new Observation(application, current, current is null ? null : space.WarningOf(current.Metadata.Uid), _stability.Of(application, current))
            {
                LastDriver = current ?? (IsOfThisSubmission(driver, application) ? driver : null),
            };
            var standing = StandingRules.Of(seen, tools.Options.OperatorPatience);
            if (IsOver(standing.State)) return standing;
            if (Overdue(application, standing, space) is { } overdue)
            {
                await StopAsync(changed, logs);
                return overdue;
            }
            if (!await TellAwayAsync(space, cancellationToken)) await TellAsync(standing, isNews, cancellationToken);
            await TellUiAsync(application, cancellationToken);
            await changed.WaitAsync(Wait(standing, space), tools.Time, cancellationToken);
        }
    }

    private static bool IsOver(JobState state) => state is JobState.Succeeded or JobState.Failed or JobState.Lost;

    private List<PodView> PodsOf(NamespaceWatch space)
    {
        var attempt = run.Attempt.ToString(System.Globalization.CultureInfo.InvariantCulture);
        return [.. space.Pods.InGroup(run.JobId).Where(pod => pod.Metadata.Labels?.Attempt == attempt)];
    }

    private static bool IsOfThisSubmission(PodView? driver, ApplicationView application) => driver?.Metadata.Labels?.SubmissionId is { } submission && submission == application.Status.SubmissionId;

    private static PodView? Driver(List<PodView> pods) => pods.Where(pod => pod.IsDriver).MaxBy(pod => pod.Metadata.CreationTimestamp);

    /// <summary>The cache may be behind one's own create, so the API server is asked itself.</summary>
    private async Task<bool> IsGoneAsync(CancellationToken cancellationToken)
    {
        try
        {
            return (await tools.Api.FindAsync(ApplicationView.Type, Handle.Namespace, Handle.Name, KubernetesJson.Default.ApplicationView, cancellationToken))?.Metadata.Uid != Handle.Uid;
        }
        catch (KubernetesException)
        {
            return false;
        }
    }

    /// <summary>Executions are kept with the state: what changes one mostly changes both.</summary>
    private async Task TellAsync(Standing standing, bool isNews, CancellationToken cancellationToken)
    {
        var told = (standing.State, standing.Reason);
        if (_told == told && !isNews) return;
        if (isNews) await run.Reporter.EnterAsync(standing.State, standing.Reason, _executions.All, cancellationToken);
        else await run.Reporter.EnterAsync(standing.State, standing.Reason, cancellationToken);
        if (standing.IsTrouble && _told != told) run.Reporter.Log($"{StoredLines.Note}{standing.State}: {standing.Reason}");
        _told = told;
    }

    /// <summary>Where the cluster has been away for a while, the job stays as it is, and says so.</summary>
    private async Task<bool> TellAwayAsync(NamespaceWatch space, CancellationToken cancellationToken)
    {
        if (space.AwayFor < NamespaceWatch.Blip || space.Problem is not { } problem) return false;
        await TellAsync(new(_told?.State ?? JobState.Submitting, $"What is shown may be old: {problem}"), isNews: false, cancellationToken);
        return true;
    }

    private async Task TellUiAsync(ApplicationView application, CancellationToken cancellationToken)
    {
        var address = application.Status.DriverInfo is { } driver ? driver.WebUIIngressAddress is { Length: > 0 } ingress ? ingress : driver.WebUIAddress : null;
        if (string.IsNullOrEmpty(address) || !Uri.TryCreate(address.Contains("://", StringComparison.Ordinal) ? address : $"http://{address}", UriKind.Absolute, out var uri) || uri == _ui) return;
        await run.Reporter.KeepLinkAsync(LinkName.SparkUi, uri, cancellationToken);
        _ui = uri;
    }

    /// <summary>Null while the run may still wait for its start.</summary>
    private Standing? Overdue(ApplicationView application, Standing standing, NamespaceWatch space)
    {
        // The operator may forget one that it was to start again (#1191): it is waited for no longer than any other.
        if (standing.State is not (JobState.Submitting or JobState.Pending) && application.State != ApplicationStates.PendingRerun) _waitsSince = null;
        else _waitsSince ??= tools.Time.GetTimestamp();
        var limit = StartLimit(application);
        if (_waitsSince is not { } since || limit == TimeSpan.Zero || space.Problem is not null || tools.Time.GetElapsedTime(since) < limit) return null;
        return new(JobState.Failed, $"It did not run within {limit.TotalSeconds:0} s (JobService:SparkOperator:StartTimeoutSeconds, or startTimeoutSeconds of the job). It waited for: {standing.Reason ?? "the operator"}");
    }

    /// <summary>A limit of the job's own is the dispatcher's matter. A batch scheduler has queues of its own, in which hours are nothing.</summary>
    private TimeSpan StartLimit(ApplicationView application) =>
        run.Definition.StartTimeoutSeconds is not null || application.Spec.BatchScheduler is { Length: > 0 } ? TimeSpan.Zero : tools.Options.StartTimeout;

    private TimeSpan Wait(Standing standing, NamespaceWatch space)
    {
        var wait = standing.LookAgain ?? LongestWait;
        if (space.Problem is not null && wait > NamespaceWatch.Blip) wait = NamespaceWatch.Blip;
        if (_waitsSince is { } since && tools.Options.StartTimeout - tools.Time.GetElapsedTime(since) is { } left && left > TimeSpan.Zero && left < wait) wait = left;
        return wait < TimeSpan.FromMilliseconds(50) ? TimeSpan.FromMilliseconds(50) : wait;
    }

    /// <summary>Copies what there is of the logs, then deletes; what the driver says while it goes is copied too. Not cancelled: it is the cancel.</summary>
    private async Task StopAsync(Change changed, RunLogCopies logs)
    {
        if (_create.Handle is not { } handle) return;
        await logs.CatchUpAsync(tools.Options.LogPatience);
        if (logs.AreNone) run.Reporter.Log($"{StoredLines.Note}The driver never ran, so that there is no log of it.");
        // A store that is away does not hold a cancel up for ever.
        await ((Task)run.Reporter.KeepLogsAsync(CancellationToken.None)).WaitAsync(tools.Options.LogPatience, tools.Time).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        var end = new ApplicationEnd(handle, tools);
        if (await end.DeleteAsync(run.JobId) is not { } uid || tools.Cluster.Find(handle.Namespace) is not { } space) return;
        var since = tools.Time.GetTimestamp();
        while (space.Applications.Find(uid) is not null || PodsOf(space).Any(pod => !pod.HasEnded))
        {
            if (tools.Time.GetElapsedTime(since) is var waited && waited >= tools.Options.DeletePatience)
            {
                run.Reporter.Log($"{StoredLines.Note}The SparkApplication {handle.Name} is still being deleted.");
                break;
            }
            await logs.LookAsync(PodsOf(space), CancellationToken.None);
            await changed.WaitAsync(tools.Options.DeletePatience - waited, tools.Time, CancellationToken.None);
        }
        await FinishLogsAsync(space, changed, logs, isDeleted: true, CancellationToken.None);
    }

    /// <summary>
    /// The end of an application may be seen before that of its pods: these are looked at until their logs are whole. Where the watch does not bring
    /// the driver's end in a while, the API server is asked itself: logs that are not copied now go with their pods.
    /// </summary>
    /// <returns>Whether they are whole.</returns>
    private async Task<bool> FinishLogsAsync(NamespaceWatch space, Change changed, RunLogCopies logs, bool isDeleted, CancellationToken cancellationToken)
    {
        var since = tools.Time.GetTimestamp();
        IReadOnlyList<PodView>? asked = null;
        while (true)
        {
            var waited = tools.Time.GetElapsedTime(since);
            var pods = PodsOf(space);
            var isSeen = isDeleted || Driver(pods)?.HasEnded == true;
            if (!isSeen && waited >= WatchIsBehind) asked ??= await ListPodsAsync(cancellationToken);
            await logs.LookAsync(isSeen ? pods : asked ?? pods, cancellationToken);
            if (logs.AreWhole && (isSeen || asked is not null)) return true;
            var left = tools.Options.LogPatience - waited;
            if (left <= TimeSpan.Zero) break;
            await changed.WaitAsync(isSeen || asked is not null || left < WatchIsBehind ? left : WatchIsBehind, tools.Time, cancellationToken);
        }
        run.Reporter.Log($"{StoredLines.Note}The rest of the logs did not come within {tools.Options.LogPatience.TotalSeconds:0} s{(logs.Problem is { } problem ? $": {problem}" : ".")} What is missing stays with the pods as long as the cluster has these.");
        return false;
    }

    /// <summary>Null where the cluster does not answer.</summary>
    private async Task<IReadOnlyList<PodView>?> ListPodsAsync(CancellationToken cancellationToken)
    {
        try
        {
            var path = $"{ResourceType.Pods.PathIn(Handle.Namespace)}?labelSelector={Uri.EscapeDataString($"floe/job-id={run.JobId},floe/attempt={run.Attempt}")}";
            return (await tools.Api.GetAsync(path, KubernetesJson.Default.ListPagePodView, cancellationToken)).Items;
        }
        catch (KubernetesException)
        {
            return null;
        }
    }
}

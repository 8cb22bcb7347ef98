using System.Text.Json;
using Floe.JobService.Contracts;
using Floe.JobService.Engines.Embedded;
using Floe.JobService.Engines.SparkOperator.Logs;
using Floe.JobService.Engines.SparkOperator.Views;
using Floe.JobService.Kubernetes;
using Floe.JobService.Spark.Applications;
using Floe.JobService.Spark.Manifests;

namespace Floe.JobService.Engines.SparkOperator;

/// <summary>
/// Makes a run's application exactly once. Its name is made of job and attempt, and the handle is kept before the first request: so a create
/// without an answer, a crash in between and a second process all meet the object that is there.
/// </summary>
internal sealed class ApplicationCreate(JobRun run, OperatorTools tools)
{
    private static readonly TimeSpan FirstWait = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(30);

    private string? _told;
    private ApplicationHandle? _handle = run.Handle is { } text ? ApplicationHandle.Parse(text) : null;

    /// <summary>Null before there is one.</summary>
    public ApplicationHandle? Handle => _handle;

    /// <summary>Keeps which driver pod the run's log has come to.</summary>
    public Task KeepLogPodAsync(string uid, CancellationToken cancellationToken) => KeepAsync(_handle! with { LogPod = uid }, cancellationToken);

    /// <returns>Why it cannot be made; null: it is there, and its UID in the handle.</returns>
    public async Task<RunOutcome?> EnsureAsync(CancellationToken cancellationToken)
    {
        if (_handle?.Uid is not null) return null;
        byte[]? body = null;
        for (var wait = FirstWait; ; wait = TimeSpan.FromTicks(Math.Min(LongestWait.Ticks, wait.Ticks * 2)))
        {
            try
            {
                if (_handle is not null && await AdoptAsync(_handle, cancellationToken) is { } adoption) return adoption.Length == 0 ? null : RunOutcome.Failed(adoption);
                body ??= await PrepareAsync(cancellationToken);
                var made = await tools.Api.CreateAsync(ApplicationView.Type, _handle!.Namespace, body, KubernetesJson.Default.ApplicationView, cancellationToken);
                await KeepAsync(_handle with { Uid = made.Metadata.Uid }, cancellationToken);
                return null;
            }
            catch (KubernetesException e) when (e.AlreadyExists)
            {
                // The one of that name is looked at in the next round.
            }
            catch (KubernetesException e) when (ClusterRefusal.MayPass(e))
            {
                await TellAsync(ClusterRefusal.Explain(e, _handle!.Namespace), cancellationToken);
                await Task.Delay(e.RetryAfter > wait ? e.RetryAfter.Value : wait, tools.Time, cancellationToken);
            }
            catch (KubernetesException e)
            {
                return RunOutcome.Failed(ClusterRefusal.Explain(e, _handle!.Namespace)) with { MayRetry = !ClusterRefusal.IsOfTheManifest(e) };
            }
            catch (RunInputException e)
            {
                return RunOutcome.Failed(e.Message);
            }
            catch (ManifestException e)
            {
                return RunOutcome.Failed(e.Message) with { MayRetry = false };
            }
        }
    }

    private async Task TellAsync(string reason, CancellationToken cancellationToken)
    {
        await run.Reporter.EnterAsync(JobState.Submitting, reason, cancellationToken);
        if (reason != _told) run.Reporter.Log($"{StoredLines.Note}{JobState.Submitting}: {reason}");
        _told = reason;
    }

    private async Task<byte[]> PrepareAsync(CancellationToken cancellationToken)
    {
        var wanted = await tools.Source.WriteAsync(run.Definition, run.JobId, run.Attempt, cancellationToken);
        if (SparkApplicationValidator.Validate(wanted) is { Count: > 0 } faults)
            throw new ManifestException(string.Join(" ", faults.Select(fault => $"{fault.Field} {fault.Message} {fault.Remedy}")));
        var application = TimeToLive.TakenOver(wanted);
        var hash = application.Metadata.Annotations![ApplicationLabels.SpecHash];
        await KeepAsync(new(application.Metadata.Namespace!, application.Metadata.Name!, hash, wanted.Spec.TimeToLiveSeconds ?? 0), cancellationToken);
        return JsonSerializer.SerializeToUtf8Bytes(application, JobsWire.Json.SparkApplication);
    }

    /// <returns>Null where there is none; empty: it is the run's own; else why it cannot be.</returns>
    private async Task<string?> AdoptAsync(ApplicationHandle handle, CancellationToken cancellationToken)
    {
        var found = await tools.Api.FindAsync(ApplicationView.Type, handle.Namespace, handle.Name, KubernetesJson.Default.ApplicationView, cancellationToken);
        if (found is null) return null;
        if (found.Metadata.Annotations?.SpecHash != handle.Hash || found.Metadata.Labels?.JobId != run.JobId)
            return $"The namespace {handle.Namespace} has another SparkApplication of the name {handle.Name}, which this service did not make like that. Delete it, and retry the job.";
        await KeepAsync(handle with { Uid = found.Metadata.Uid }, cancellationToken);
        return "";
    }

    private async Task KeepAsync(ApplicationHandle handle, CancellationToken cancellationToken)
    {
        await run.Reporter.KeepHandleAsync(handle.ToString(), cancellationToken);
        _handle = handle;
    }
}

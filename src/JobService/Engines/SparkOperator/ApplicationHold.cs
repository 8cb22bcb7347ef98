using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using Floe.JobService.Engines.SparkOperator.Views;
using Floe.JobService.Kubernetes;

namespace Floe.JobService.Engines.SparkOperator;

/// <summary>Suspends an application and lets it go on: the one change of a spec after which the operator does not start the run anew (2.4 and later).</summary>
internal sealed class ApplicationHold(string jobId, ApplicationHandle handle, OperatorTools tools)
{
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Later = TimeSpan.FromSeconds(5);

    /// <exception cref="EngineAwayException">The cluster did not do it.</exception>
    public async Task SetAsync(bool isHeld, CancellationToken cancellationToken)
    {
        var patch = new JsonObject { ["spec"] = new JsonObject { ["suspend"] = isHeld } };
        if (handle.Uid is { } uid) patch["metadata"] = new JsonObject { ["uid"] = uid };
        try
        {
            await tools.Api.MergePatchAsync(ApplicationView.Type, handle.Namespace, handle.Name, JsonSerializer.SerializeToUtf8Bytes(patch, ApplicationPatchJson.Default.JsonObject), KubernetesJson.Default.ApplicationView, cancellationToken);
        }
        catch (KubernetesException e) when (handle.Uid is null && e.IsNotFound)
        {
            throw OnItsWay(jobId, e);
        }
        catch (KubernetesException e)
        {
            throw new EngineAwayException(Explain(e), e.RetryAfter ?? Later, e);
        }
    }

    public static EngineAwayException OnItsWay(string jobId, Exception? cause = null) => new($"Job {jobId} is on its way to the cluster, which does not have it yet.", Soon, cause);

    private string Explain(KubernetesException e) => e switch
    {
        // A conflict: the name is another object's by now.
        { IsNotFound: true } or { IsConflict: true } => $"The SparkApplication {handle.Name} is gone from the cluster; the job will say so in a moment.",
        { Status: HttpStatusCode.Forbidden } => $"The service may not change SparkApplications in the namespace {handle.Namespace}: {e.Message} Apply deploy/kubernetes/job-service there.",
        { Status: null } => e.Message,
        _ => $"The cluster did not do it: {e.Message}",
    };
}

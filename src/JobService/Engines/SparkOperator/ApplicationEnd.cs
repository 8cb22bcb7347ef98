using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Floe.JobService.Engines.SparkOperator.Views;
using Floe.JobService.Kubernetes;
using Floe.JobService.Spark.Applications;

namespace Floe.JobService.Engines.SparkOperator;

/// <summary>What is done to an application whose run is over, or is to be.</summary>
internal sealed class ApplicationEnd(ApplicationHandle handle, OperatorTools tools)
{
    private const int Tries = 3;

    private static readonly TimeSpan Wait = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(30);

    /// <summary>The logs are safe: writes down when the application may go. An annotation, because a change of the spec could make the operator run it again.</summary>
    public async Task RetireAsync(CancellationToken cancellationToken)
    {
        // By the cluster's clock: replicas, whose own may differ, hold it against the same.
        var after = tools.Api.ServerNow.AddSeconds(handle.TimeToLive).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
        var patch = new JsonObject
        {
            ["metadata"] = new JsonObject { ["uid"] = handle.Uid, ["annotations"] = new JsonObject { [ApplicationLabels.DeleteAfter] = after } },
        };
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                await tools.Api.MergePatchAsync(ApplicationView.Type, handle.Namespace, handle.Name, JsonSerializer.SerializeToUtf8Bytes(patch, ApplicationPatchJson.Default.JsonObject), KubernetesJson.Default.ApplicationView, cancellationToken);
                return;
            }
            catch (KubernetesException e) when (e.IsTransient && attempt < Tries)
            {
                await Task.Delay(Wait, tools.Time, cancellationToken);
            }
            catch (KubernetesException e) when (e.IsNotFound || e.IsConflict)
            {
                return;
            }
            catch (KubernetesException e)
            {
                // The sweep takes it, some time later.
                tools.Logger.NotRetired(handle.Name, e.Message);
                return;
            }
        }
    }

    /// <summary>Asks for the end of the job's application until the cluster takes the request.</summary>
    /// <returns>Its UID; null where there is none.</returns>
    public async Task<string?> DeleteAsync(string jobId)
    {
        for (var wait = Wait; ; wait = TimeSpan.FromTicks(Math.Min(LongestWait.Ticks, wait.Ticks * 2)))
        {
            try
            {
                var uid = handle.Uid ?? await OwnUidAsync(jobId);
                if (uid is not null) await tools.Api.DeleteAsync(ApplicationView.Type, handle.Namespace, handle.Name, uid, CancellationToken.None);
                return uid;
            }
            catch (KubernetesException e) when (e.IsTransient)
            {
                tools.Logger.NotDeleted(handle.Name, e.Message);
                await Task.Delay(e.RetryAfter > wait ? e.RetryAfter.Value : wait, tools.Time);
            }
        }
    }

    private async Task<string?> OwnUidAsync(string jobId) =>
        await tools.Api.FindAsync(ApplicationView.Type, handle.Namespace, handle.Name, KubernetesJson.Default.ApplicationView, CancellationToken.None) is { } found && found.Metadata.Labels?.JobId == jobId
            ? found.Metadata.Uid
            : null;
}

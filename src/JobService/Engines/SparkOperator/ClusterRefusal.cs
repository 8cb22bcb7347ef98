using System.Net;
using Floe.JobService.Kubernetes;

namespace Floe.JobService.Engines.SparkOperator;

/// <summary>What a refused create means for the job, in words that say what to do.</summary>
internal static class ClusterRefusal
{
    /// <summary>Whether the same create may do later, without anybody changing the job.</summary>
    public static bool MayPass(KubernetesException e) => e.IsTransient || e.IsQuota || (e.IsKindMissing && !e.IsNamespaceMissing);

    /// <summary>Whether the manifest itself is at fault, which another attempt would send again.</summary>
    public static bool IsOfTheManifest(KubernetesException e) => e.IsInvalid || e.IsDenied;

    public static string Explain(KubernetesException e, string space) => e switch
    {
        { IsWebhookAway: true } => $"The Spark Operator's webhook does not answer; the create is tried again. ({e.Message})",
        { IsQuota: true } => $"A quota of the namespace {space} is used up; the create is tried again: {e.Message}",
        { IsNamespaceMissing: true } => $"The cluster has no namespace {space}. Create it (and the operator's service account in it), or submit the job for one there is.",
        { IsNamespaceEnding: true } => $"The namespace {space} is being deleted. Wait for its end and create it anew, or submit the job for another one.",
        { IsKindMissing: true } => "The cluster has no SparkApplications: install the Spark Operator 2.x. The create is tried again.",
        { Status: HttpStatusCode.TooManyRequests } => $"The API server has too many requests; the create is tried again. ({e.Message})",
        { Status: HttpStatusCode.Unauthorized } => "The cluster does not take the service's login; the create is tried again. Is the kubeconfig of this cluster, and its token still good?",
        { IsNotAllowed: true } => $"The service may not use SparkApplications in the namespace {space}: {e.Message}. Apply deploy/kubernetes/job-service/rbac-jobs.yaml there; the create is tried again.",
        { IsTransient: true } => $"{e.Message} The create is tried again.",
        { IsDenied: true } => $"The Spark Operator's webhook refused it: {e.Message}",
        { IsInvalid: true, Causes: { Count: > 0 } causes } => $"The cluster's schema of SparkApplications does not allow it: {string.Join("; ", causes.Select(cause => $"{cause.Field} {cause.Message}".Trim()))}. Correct these fields, or install the CRDs of operator 2.5.",
        _ => $"The cluster refused the SparkApplication: {e.Message}",
    };
}

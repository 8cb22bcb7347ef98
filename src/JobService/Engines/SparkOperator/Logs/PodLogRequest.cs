using Floe.JobService.Engines.SparkOperator.Views;
using Floe.JobService.Kubernetes;

namespace Floe.JobService.Engines.SparkOperator.Logs;

/// <summary>The path of a pod's log. There is no <c>sinceTime</c> in all clients' and servers' tests alike; seconds before now work everywhere.</summary>
internal static class PodLogRequest
{
    /// <summary>More than clocks of one cluster differ; the copy checks that the answer begins early enough.</summary>
    private const int MarginSeconds = 5;

    /// <param name="pod">Whose.</param>
    /// <param name="follow">Goes on to the end of the container.</param>
    /// <param name="since">Milliseconds of the newest line that is there; null: from the start.</param>
    /// <param name="now">The cluster's time.</param>
    public static string Path(PodView pod, bool follow, long? since, DateTimeOffset now)
    {
        var path = $"{ResourceType.Pods.PathOf(pod.Metadata.Namespace, pod.Metadata.Name)}/log?container={pod.Container}&timestamps=true";
        if (follow) path += "&follow=true";
        if (since is not { } last) return path;
        var age = now - DateTimeOffset.FromUnixTimeMilliseconds(last);
        return $"{path}&sinceSeconds={Math.Max(1, (long)Math.Ceiling(age.TotalSeconds)) + MarginSeconds}";
    }
}

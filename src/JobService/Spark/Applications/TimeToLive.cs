using System.Globalization;
using Floe.JobService.Contracts.SparkApplications;

namespace Floe.JobService.Spark.Applications;

/// <summary>
/// How long an application stays after its end. The operator would count <c>spec.timeToLiveSeconds</c> from the end of the run, and take the pods with
/// their logs whether these are safe or not; so the service keeps it as an annotation and deletes what is over itself.
/// </summary>
internal static class TimeToLive
{
    /// <summary>The form that is sent.</summary>
    public static SparkApplication TakenOver(SparkApplication application)
    {
        if (application.Spec.TimeToLiveSeconds is not { } seconds) return application;
        var spec = application.Spec with { TimeToLiveSeconds = null };
        var annotations = new SortedDictionary<string, string>((application.Metadata.Annotations ?? new Dictionary<string, string>()).ToDictionary(), StringComparer.Ordinal)
        {
            [ApplicationLabels.TimeToLive] = seconds.ToString(CultureInfo.InvariantCulture),
            [ApplicationLabels.SpecHash] = SparkApplicationWriter.HashOf(spec),
        };
        return application with { Spec = spec, Metadata = application.Metadata with { Annotations = annotations } };
    }

    /// <summary>What a manifest says: in its spec, or, where it was shown by a dry run, in the annotation. Null: nothing.</summary>
    public static long? Of(SparkApplication application) => application.Spec.TimeToLiveSeconds
        ?? (long.TryParse(application.Metadata.Annotations?.GetValueOrDefault(ApplicationLabels.TimeToLive), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var seconds) ? seconds : null);
}

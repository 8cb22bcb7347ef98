using Floe.JobService.Engines.SparkOperator.Views;

namespace Floe.JobService.Engines.SparkOperator;

/// <summary>Measures how long nothing has happened to a run. By this service's monotonic clock: no time of the cluster comes into it.</summary>
internal sealed class Stability(TimeProvider time)
{
    private (string State, int Attempts, int Submissions, string? Pod, bool Started, bool Ended)? _last;
    private long _since;

    public TimeSpan Of(ApplicationView application, PodView? driver)
    {
        var now = (application.State, application.Status.ExecutionAttempts, application.Status.SubmissionAttempts, driver?.Metadata.Uid, driver?.HasStarted == true, driver?.HasEnded == true);
        if (now != _last)
        {
            _last = now;
            _since = time.GetTimestamp();
        }
        return time.GetElapsedTime(_since);
    }
}

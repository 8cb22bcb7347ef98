using System.Diagnostics;
using System.Diagnostics.Metrics;
using Floe.JobService.Contracts;
using Floe.JobService.Dispatch;
using Floe.JobService.Engines;
using Floe.JobService.Store;

namespace Floe.JobService.Telemetry;

/// <summary>Span and measurements of one run, from start to disposal.</summary>
internal sealed class RunTrace : IDisposable
{
    private readonly Activity? _activity;
    private readonly Histogram<double> _duration;
    private readonly UpDownCounter<long> _active;
    private readonly Counter<long> _errors;
    private readonly TagList _tags;

    public RunTrace(Activity? activity, JobRecord job, Histogram<double> duration, UpDownCounter<long> active, Counter<long> errors)
    {
        _activity = activity;
        _duration = duration;
        _active = active;
        _errors = errors;
        _tags = new TagList { { JobTelemetry.Engine, job.Engine }, { JobTelemetry.Kind, JobTelemetry.Word(job.Kind) } };
        _active.Add(1, _tags);
        if (job.StartedAt is { } started) _duration.Record((started - job.CreatedAt).TotalSeconds, [.. _tags, new(JobTelemetry.RunState, "pending")]);
    }

    public void End(RunOutcome outcome, RunEnd end, TimeSpan elapsed)
    {
        var result = Result(outcome.State, end);
        _duration.Record(elapsed.TotalSeconds, [.. _tags, new(JobTelemetry.RunState, "executing"), new(JobTelemetry.RunResult, result)]);
        _activity?.SetTag(JobTelemetry.RunResult, result);
        if (outcome.State == JobState.Succeeded) return;
        _errors.Add(1, [.. _tags, new(JobTelemetry.ErrorType, result)]);
        _activity?.SetTag(JobTelemetry.ErrorType, result).SetStatus(ActivityStatusCode.Error, outcome.Reason);
    }

    public void Dispose()
    {
        _active.Add(-1, _tags);
        _activity?.Dispose();
    }

    /// <summary>The values of <c>cicd.pipeline.result</c>.</summary>
    private static string Result(JobState state, RunEnd end) => (state, end) switch
    {
        (JobState.Succeeded, _) => "success",
        (JobState.Cancelled, _) => "cancellation",
        (JobState.Lost, _) => "error",
        (_, RunEnd.Timeout) => "timeout",
        (_, RunEnd.ServiceStop) => "error",
        _ => "failure",
    };
}

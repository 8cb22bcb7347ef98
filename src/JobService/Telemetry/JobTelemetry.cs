using System.Diagnostics;
using System.Diagnostics.Metrics;
using Floe.JobService.Contracts;
using Floe.JobService.Store;

namespace Floe.JobService.Telemetry;

/// <summary>
/// Traces and metrics of jobs. OpenTelemetry has no convention for batch jobs yet: names follow the shape of the CI/CD run conventions,
/// span kinds those of messaging. Ids are on spans only; on a metric each would be a series of its own.
/// </summary>
internal sealed class JobTelemetry
{
    public const string SourceName = "Floe.JobService";
    public const string RunId = "job.run.id";
    public const string JobName = "job.name";
    public const string RunState = "job.run.state";
    public const string RunResult = "job.run.result";
    public const string Engine = "job.engine";
    public const string Kind = "job.kind";
    public const string ErrorType = "error.type";

    private static readonly ActivitySource Source = new(SourceName);

    private readonly Histogram<double> _duration;
    private readonly UpDownCounter<long> _active;
    private readonly Counter<long> _errors;

    public JobTelemetry(IMeterFactory meters)
    {
        var meter = meters.Create(SourceName);
        _duration = meter.CreateHistogram<double>("job.run.duration", "s", "Time a job spent waiting (pending) or running (executing).");
        _active = meter.CreateUpDownCounter<long>("job.run.active", "{run}", "Runs that an engine has now.");
        _errors = meter.CreateCounter<long>("job.run.errors", "{error}", "Runs that did not succeed.");
    }

    /// <summary>The submit. Its context is stored with the job, as the parent of the run.</summary>
    public static Activity? StartSubmit(JobDefinition definition)
    {
        var activity = Source.StartActivity($"submit {definition.Name ?? "sql"}", ActivityKind.Producer);
        activity?.SetTag(JobName, definition.Name).SetTag(Kind, Word(definition.Kind));
        return activity;
    }

    /// <summary>The run, a child of the submit even after a restart: one waterfall from submit to commit.</summary>
    public RunTrace StartRun(JobRecord job)
    {
        ActivityContext.TryParse(job.TraceParent, null, isRemote: true, out var parent);
        // Whatever ran last on this thread is no ancestor of the job.
        Activity.Current = null;
        var activity = Source.StartActivity($"run {job.Name}", ActivityKind.Consumer, parent);
        // Nobody collects the service's spans; what runs on the engine may still belong to its caller's trace.
        if (activity is null && job.TraceParent is { } trace) activity = new Activity("run").SetParentId(trace).Start();
        activity?.SetTag(JobName, job.Name).SetTag(RunId, job.Id).SetTag(Engine, job.Engine).SetTag(Kind, Word(job.Kind));
        return new RunTrace(activity, job, _duration, _active, _errors);
    }

    public static string Word<TEnum>(TEnum value)
        where TEnum : struct, Enum => value.ToString().ToLowerInvariant();
}

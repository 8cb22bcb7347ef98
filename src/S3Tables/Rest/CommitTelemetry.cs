using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace Floe.S3Tables.Rest;

public enum CommitOutcome
{
    Committed,
    NoChange,
    Conflict,
    Failed,
}

/// <summary>Traces and counts commits under the name <c>Floe.S3Tables</c>.</summary>
public sealed class CommitTelemetry : IDisposable
{
    private const string Name = "Floe.S3Tables";

    private readonly ActivitySource _source = new(Name);
    private readonly Counter<long> _commits;

    public CommitTelemetry(IMeterFactory meters) =>
        _commits = meters.Create(Name).CreateCounter<long>("floe.s3tables.commits", "{commit}", "Commits through the Iceberg REST catalog, by outcome.");

    public Activity? Start(string table)
    {
        var activity = _source.StartActivity("commit");
        activity?.SetTag("iceberg.table", table);
        return activity;
    }

    public void Stop(Activity? activity, CommitOutcome outcome)
    {
        activity?.SetTag("iceberg.commit.outcome", outcome.ToString());
        if (outcome == CommitOutcome.Failed) activity?.SetStatus(ActivityStatusCode.Error);
        _commits.Add(1, new KeyValuePair<string, object?>("outcome", outcome.ToString()));
    }

    public void Dispose() => _source.Dispose();
}

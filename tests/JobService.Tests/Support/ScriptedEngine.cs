using System.Threading.Channels;
using Floe.JobService.Contracts;
using Floe.JobService.Engines;

namespace Floe.JobService.Tests.Support;

/// <summary>An engine whose runs do what the test tells them, when it tells them.</summary>
#pragma warning disable CA1001 // The source has no timer to free.
public class ScriptedEngine : IJobEngine, ISqlEngine
#pragma warning restore CA1001
{
    private readonly CancellationTokenSource _letGo = new();
    private readonly Channel<ScriptedRun> _runs = Channel.CreateUnbounded<ScriptedRun>();

    public string Name { get; init; } = "scripted";

    public bool OutlivesService { get; init; }

    /// <summary>The answer to SQL without a job.</summary>
    public Func<SqlRequest, SqlResponse> Sql { get; set; } = _ => new SqlResponse([], null);

    /// <summary>Runs that began and were not taken by the test yet.</summary>
    public int Waiting => _runs.Reader.Count;

    /// <summary>Runs that the test has no more plans with stop when they are asked to.</summary>
    public void LetGo() => _letGo.Cancel();

    public bool Runs(JobKind kind) => true;

    public async Task<RunOutcome> RunAsync(JobRun run, CancellationToken cancellationToken)
    {
        var scripted = new ScriptedRun(run, cancellationToken);
        using var letGo = _letGo.Token.Register(() => _ = scripted.StopWhenAskedAsync());
        await _runs.Writer.WriteAsync(scripted, CancellationToken.None);
        return await scripted.Outcome;
    }

    public Task<SqlResponse> RunAsync(SqlRequest request, CancellationToken cancellationToken) => Task.FromResult(Sql(request));

    /// <summary>The next run in the order they began, once it has begun.</summary>
    public async Task<ScriptedRun> NextAsync() => await _runs.Reader.ReadAsync(TestContext.Current.CancellationToken);

    /// <summary>The same, and it says that it runs.</summary>
    public async Task<ScriptedRun> NextRunningAsync()
    {
        var run = await NextAsync();
        await run.EnterAsync(JobState.Running);
        return run;
    }
}

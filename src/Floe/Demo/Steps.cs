namespace Floe.Cli.Demo;

/// <summary>Numbers, times and shows the steps of the walk.</summary>
internal sealed class Steps(IDemoDisplay display, TimeProvider time, int total)
{
    private readonly List<StepTiming> _timings = [];

    public IReadOnlyList<StepTiming> Timings => _timings;

    public async Task<T> RunAsync<T>(string title, Func<Task<T>> work)
    {
        display.Begin(_timings.Count + 1, total, title);
        var started = time.GetTimestamp();
        var result = await work();
        var timing = new StepTiming(title, time.GetElapsedTime(started).TotalSeconds);
        _timings.Add(timing);
        display.End(timing);
        return result;
    }

    public Task RunAsync(string title, Func<Task> work) => RunAsync(title, async () =>
    {
        await work();
        return true;
    });
}

using Floe.Cli.Output;

namespace Floe.Cli.Demo;

/// <summary>One JSON document at the end, for scripts.</summary>
internal sealed class JsonDisplay(TextWriter output) : IDemoDisplay
{
    public void Begin(int number, int total, string title)
    {
    }

    public void Detail(string text)
    {
    }

    public Task<T> ProgressAsync<T>(Func<Action<double>, Task<T>> work) => work(_ => { });

    public void End(StepTiming timing)
    {
    }

    public void Finish(DemoReport report) => output.WriteLine(Json.Format(report));
}

namespace Floe.Cli.Demo;

/// <summary>Where the walk shows what it does. The walk itself knows of no terminal.</summary>
internal interface IDemoDisplay
{
    void Begin(int number, int total, string title);

    /// <summary>Text that belongs to the running step.</summary>
    void Detail(string text);

    /// <summary>Runs work whose share done (0 to 1) is worth showing while it goes on.</summary>
    Task<T> ProgressAsync<T>(Func<Action<double>, Task<T>> work);

    void End(StepTiming timing);

    void Finish(DemoReport report);
}

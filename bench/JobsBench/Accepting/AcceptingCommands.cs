using System.CommandLine;

namespace Floe.JobsBench.Accepting;

/// <summary>What the service does before an engine has the job; driver and service share one process.</summary>
internal static class AcceptingCommands
{
    private static readonly Option<string?> Database = new("--database") { Description = "Connection string of an empty PostgreSQL database; SQLite in a temporary folder where none is given.", Recursive = true };
    private static readonly Option<int> Seconds = new("--seconds") { Description = "Length of the accept and dispatch runs.", DefaultValueFactory = _ => 10, Recursive = true };
    private static readonly Option<int> Clients = new("--clients") { Description = "Callers at the same time.", DefaultValueFactory = _ => 32, Recursive = true };
    private static readonly Option<int> Jobs = new("--jobs") { Description = "Jobs in the list.", DefaultValueFactory = _ => 100_000, Recursive = true };

    /// <summary>The three commands, and the three in a row as what the root does.</summary>
    public static void AddTo(RootCommand root)
    {
        foreach (var option in new Option[] { Database, Seconds, Clients, Jobs }) root.Add(option);
        root.SetAction((parsed, cancellationToken) => RunAsync(parsed, [AcceptAsync, DispatchAsync, ListAsync], cancellationToken));
        root.Add(Command("accept", "Jobs accepted a second.", AcceptAsync));
        root.Add(Command("dispatch", "Time from accept to the engine.", DispatchAsync));
        root.Add(Command("list", "Pages of a long list.", ListAsync));
    }

    private static Command Command(string name, string description, Measure measure)
    {
        var command = new Command(name, description);
        command.SetAction((parsed, cancellationToken) => RunAsync(parsed, [measure], cancellationToken));
        return command;
    }

    private static async Task RunAsync(ParseResult parsed, IReadOnlyList<Measure> measures, CancellationToken cancellationToken)
    {
        await using var service = await BenchService.StartAsync(parsed.GetValue(Database), cancellationToken);
        foreach (var measure in measures) await measure(service, parsed, cancellationToken);
    }

    private static async Task AcceptAsync(BenchService service, ParseResult parsed, CancellationToken cancellationToken) =>
        Console.WriteLine($"accept    {await AcceptBench.RunAsync(service, parsed.GetValue(Clients), TimeSpan.FromSeconds(parsed.GetValue(Seconds)), cancellationToken)}");

    private static async Task DispatchAsync(BenchService service, ParseResult parsed, CancellationToken cancellationToken) =>
        Console.WriteLine($"dispatch  {await DispatchBench.RunAsync(service, TimeSpan.FromSeconds(parsed.GetValue(Seconds)), cancellationToken)}");

    private static async Task ListAsync(BenchService service, ParseResult parsed, CancellationToken cancellationToken)
    {
        await ListBench.FillAsync(service, parsed.GetValue(Jobs), cancellationToken);
        foreach (var (name, query) in ListBench.Queries) Console.WriteLine($"list      {name,-28} {await ListBench.RunAsync(service, query, cancellationToken)}");
    }

    private delegate Task Measure(BenchService service, ParseResult parsed, CancellationToken cancellationToken);
}

using System.CommandLine;
using Floe.JobsBench;

var database = new Option<string?>("--database") { Description = "Connection string of an empty PostgreSQL database; SQLite in a temporary folder where none is given." };
var seconds = new Option<int>("--seconds") { Description = "Length of the accept and list runs.", DefaultValueFactory = _ => 10 };
var clients = new Option<int>("--clients") { Description = "Callers at the same time.", DefaultValueFactory = _ => 32 };
var jobs = new Option<int>("--jobs") { Description = "Jobs in the list.", DefaultValueFactory = _ => 100_000 };
var root = new RootCommand("Measures the job service over HTTP: accept, list, dispatch. Driver and service share one process and machine. Build with -c Release.") { database, seconds, clients, jobs };
root.SetAction(async (parsed, cancellationToken) =>
{
    await using var service = await BenchService.StartAsync(parsed.GetValue(database), cancellationToken);
    var time = TimeSpan.FromSeconds(parsed.GetValue(seconds));
    Console.WriteLine($"accept    {await AcceptBench.RunAsync(service, parsed.GetValue(clients), time, cancellationToken)}");
    Console.WriteLine($"dispatch  {await DispatchBench.RunAsync(service, time, cancellationToken)}");
    await ListBench.FillAsync(service, parsed.GetValue(jobs), cancellationToken);
    foreach (var (name, query) in ListBench.Queries) Console.WriteLine($"list      {name,-28} {await ListBench.RunAsync(service, query, cancellationToken)}");
});
return await root.Parse(args).InvokeAsync();

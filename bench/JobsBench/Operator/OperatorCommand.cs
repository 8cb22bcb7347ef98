using System.CommandLine;
using Floe.JobsBench.Load;

namespace Floe.JobsBench.Operator;

/// <summary>Options of the run with many applications; those of the load stand beside them.</summary>
internal static class OperatorCommand
{
    public static Command Make()
    {
        var load = new LoadOptions(users: 3, jobs: 2000, rate: 1000, namespaces: "spark-team-a,spark-team-b,spark-team-c");
        var service = new Option<string?>("--service") { Description = "A published Floe.JobService.dll; without it the one that was built with the bench." };
        var executors = new Option<int>("--executors") { Description = "Executor pods of each application." };
        var changes = new Option<int>("--changes") { Description = "Applications that end one after another while all others run.", DefaultValueFactory = _ => 600 };
        var rate = new Option<double>("--change-rate") { Description = "So many of them a second.", DefaultValueFactory = _ => 20 };
        var missed = new Option<int>("--missed") { Description = "Applications that end while the service is down.", DefaultValueFactory = _ => 600 };
        var command = load.AddTo(new Command("operator", "Many SparkApplications on a fake cluster: how soon changes show, what a restart takes, and memory.") { service, executors, changes, rate, missed });
        command.SetAction(async (parsed, cancellationToken) =>
        {
            await using var bench = new OperatorBench(new(parsed.GetValue(service), load.Read(parsed), parsed.GetValue(executors), parsed.GetValue(changes), parsed.GetValue(rate), parsed.GetValue(missed)));
            return await bench.RunAsync(cancellationToken);
        });
        return command;
    }
}

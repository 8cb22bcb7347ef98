using System.CommandLine;

namespace Floe.JobsBench.Followers;

internal static class FollowersCommand
{
    public static Command Make()
    {
        var followers = new Option<int>("--followers") { Description = "Connections that follow the log.", DefaultValueFactory = _ => 100 };
        var lines = new Option<int>("--lines") { Description = "Lines that the driver writes while they do.", DefaultValueFactory = _ => 20_000 };
        var rate = new Option<double>("--rate") { Description = "Lines a second.", DefaultValueFactory = _ => 1000 };
        var command = new Command("followers", "Many followers of one driver's log: what they cost the cluster, and memory.") { followers, lines, rate };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            await using var bench = new FollowersBench(parsed.GetValue(followers), parsed.GetValue(lines), parsed.GetValue(rate));
            return await bench.RunAsync(cancellationToken);
        });
        return command;
    }
}

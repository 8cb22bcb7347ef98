using System.CommandLine;
using Floe.Cli.Demo;
using Floe.Cli.Output;

namespace Floe.Cli.Commands;

internal static class DemoCommand
{
    public static Command Create()
    {
        var rows = EmployeeOptions.Rows();
        var seed = EmployeeOptions.Seed();
        var keep = new Option<bool>("--keep") { Description = "Leave table, buckets and data folder in place and say how to look at them." };
        var output = Shared.Output();
        var command = new Command("demo", "Walk the main job from generated data to clean-up, on a platform of its own.") { rows, seed, keep, output };
        command.SetAction((parsed, cancellationToken) => RunAsync(
            new(parsed.GetValue(rows), parsed.GetValue(seed), parsed.GetValue(keep)), parsed.GetValue(output), cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(DemoOptions options, OutputFormat format, CancellationToken cancellationToken)
    {
        var folder = Directory.CreateTempSubdirectory("floe-demo-").FullName;
        try
        {
            IDemoDisplay display = format == OutputFormat.Json ? new JsonDisplay(Console.Out) : new ConsoleDisplay(Terminal.Create(Console.Out));
            await new DemoWalk(options, display, TimeProvider.System).RunAsync(folder, cancellationToken);
            if (options.Keep && format == OutputFormat.Text) KeptData.Describe(folder, Console.Out);
            return ExitCode.Success;
        }
        finally
        {
            if (!options.Keep) Directory.Delete(folder, recursive: true);
        }
    }
}

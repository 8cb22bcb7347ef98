using System.CommandLine;
using Floe.Cli.Output;

namespace Floe.Cli.Commands;

/// <summary>The <c>floe</c> command: its parts, and how a failure leaves the process.</summary>
internal sealed class FloeCommand
{
    /// <summary>How long a stop may take after Ctrl+C or SIGTERM before the process ends all the same.</summary>
    private static readonly TimeSpan StopTimeout = TimeSpan.FromSeconds(30);

    private readonly RootCommand _root = new("Spark jobs over Amazon S3 Tables, on your machine and on AWS.")
    {
        DemoCommand.Create(),
        UpCommand.Create(),
        GenerateCommand.Create(),
        SubmitCommand.Create(),
        SqlCommand.Create(),
        JobsCommand.Create(),
        LogsCommand.Create(),
        ResultCommand.Create(),
        JobActionCommand.Cancel(),
        JobActionCommand.Retry(),
        JobActionCommand.Suspend(),
        JobActionCommand.Resume(),
        QueuesCommand.Create(),
        SchedulesCommand.Create(),
        ApiCommand.Create(),
        TablesCommand.Create(),
    };

    private FloeCommand()
    {
    }

    public static FloeCommand Create() => new();

    public async Task<int> InvokeAsync(string[] args)
    {
        var configuration = new InvocationConfiguration { ProcessTerminationTimeout = StopTimeout, EnableDefaultExceptionHandler = false };
        try
        {
            // An argument @FILE is the command's own, not a file of further arguments.
            return await _root.Parse(args, new ParserConfiguration { ResponseFileTokenReplacer = null }).InvokeAsync(configuration);
        }
        catch (Exception e) when (UserError.Message(e) is { } message)
        {
            await Console.Error.WriteLineAsync($"floe: {message}");
            return ExitCode.Failure;
        }
        catch (OperationCanceledException)
        {
            return ExitCode.Cancelled;
        }
    }
}

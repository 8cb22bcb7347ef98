using Floe.Cli.Output;
using Floe.Engine;

namespace Floe.Cli.Sql;

/// <summary>One script, run to its end.</summary>
internal static class SqlRun
{
    public static async Task<int> RunAsync(SqlOptions options, SqlScript script, CancellationToken cancellationToken)
    {
        if (options.Export is { Overwrite: false } wanted && File.Exists(wanted.Path)) throw new UserErrorException($"{wanted.Path} exists already. Name another file, or let it be replaced with --force.");
        await using var platform = await SqlPlatform.ConnectAsync(options.Server, options.TableBucket, cancellationToken);
        await using var session = await platform.OpenSessionAsync(options.Run, new SessionLog(Console.Error, options.Verbose).Write, cancellationToken);
        if (options.Export is { } export)
        {
            var done = await session.RunAsync(script, export, cancellationToken);
            foreach (var statement in done.Statements) Console.WriteLine(ResultPrinter.Describe(statement));
            if (File.Exists(export.Path)) Console.WriteLine($"{export.Path}: {new FileInfo(export.Path).Length:N0} bytes");
        }
        else if (SqlOutputs.Piped(options.Output) is { } format)
        {
            await using var output = Console.OpenStandardOutput();
            await PipedRows.RunAsync(session, script, format, options.MaxRows, platform.Folder, output, cancellationToken);
        }
        else
        {
            var done = await session.RunAsync(script, export: null, cancellationToken);
            ResultPrinter.Print(done, options.Output, TerminalWidth(), Console.Out);
        }
        return ExitCode.Success;
    }

    /// <summary>Null where the output is no terminal, or one that does not know its size.</summary>
    private static int? TerminalWidth() => !Console.IsOutputRedirected && Console.WindowWidth > 0 ? Console.WindowWidth : null;
}

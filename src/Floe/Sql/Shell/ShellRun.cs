using Floe.Cli.Output;
using Floe.Cli.Sql.Editing;
using Floe.Engine;

namespace Floe.Cli.Sql.Shell;

/// <summary>The shell on the terminal of this process.</summary>
internal static class ShellRun
{
    public static async Task<int> RunAsync(SqlOptions options, CancellationToken cancellationToken)
    {
        if (options.Export is not null) throw new UserErrorException("--export needs statements to export the rows of. In the shell, write .output FILE before the query.");
        await using var platform = await SqlPlatform.ConnectAsync(options.Server, options.TableBucket, cancellationToken);
        await using var session = await platform.OpenSessionAsync(options.Run, new SessionLog(Console.Out, options.Verbose).Write, cancellationToken);
        using var terminal = new ConsoleTerminal();
        var settings = new ShellSettings(options.Output is SqlOutput.Arrow or SqlOutput.Parquet ? SqlOutput.Table : options.Output, options.Run.MaxResultRows, platform.Folder);
        var names = new CatalogNames(platform.Catalogs);
        var keys = new KeySource(terminal);
        var editor = new LineEditor(terminal, keys, LineHistory.Load(LineHistory.DefaultPath), new SqlCompleter(new SessionPlace(session), names), SqlShell.IsComplete);
        Console.WriteLine(".help tells what there is; a statement ends with ;");
        await new SqlShell(session, names, editor, keys, terminal, Console.Out, settings, TimeProvider.System).RunAsync(cancellationToken);
        return ExitCode.Success;
    }

    private sealed class SessionPlace(SqlSession session) : IShellPlace
    {
        public string? Catalog => session.CurrentCatalog;

        public string? Namespace => session.CurrentNamespace;

        public IReadOnlyCollection<string> Views => session.Views;
    }
}

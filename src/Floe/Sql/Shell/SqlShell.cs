using Floe.Cli.Output;
using Floe.Cli.Sql.Editing;
using Floe.Engine;

namespace Floe.Cli.Sql.Shell;

/// <summary>
/// Reads statements and commands from a terminal and runs them in one session, until the user leaves. What a statement gets wrong is said, and the
/// shell goes on.
/// </summary>
internal sealed class SqlShell(SqlSession session, CatalogNames names, LineEditor editor, KeySource keys, ITerminal terminal, TextWriter writer, ShellSettings settings, TimeProvider time)
{
    private SqlOutput _mode = settings.Mode;
    private string? _nextOutput;
    private bool _isTimed = true;

    /// <summary>Enter runs what is complete: a command of the shell, or statements up to a semicolon.</summary>
    public static bool IsComplete(string text) => DotCommands.Is(text) || TypedSql.IsComplete(text);

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            var typed = await editor.ReadAsync(Prompt, cancellationToken);
            if (typed.End == TypedEnd.Ended) return;
            if (string.IsNullOrWhiteSpace(typed.Text)) continue;
            try
            {
                if (DotCommands.Is(typed.Text))
                {
                    if (!await ObeyAsync(typed.Text, cancellationToken)) return;
                }
                else
                {
                    await RunStatementsAsync(new SqlScript(typed.Text, "shell"), cancellationToken);
                }
            }
            catch (Exception e) when (UserError.Message(e) is { } message)
            {
                writer.WriteLine($"Error: {message}");
            }
        }
    }

    private string Prompt => session switch
    {
        { CurrentCatalog: null } => "floe> ",
        { CurrentNamespace: null } => $"floe {session.CurrentCatalog}> ",
        _ => $"floe {session.CurrentCatalog}.{session.CurrentNamespace}> ",
    };

    /// <returns>False where the shell is to end.</returns>
    private async Task<bool> ObeyAsync(string text, CancellationToken cancellationToken)
    {
        var (name, argument) = DotCommands.Parse(text);
        switch (name)
        {
            case ".quit" or ".exit": return false;
            case ".help": writer.Write(DotCommands.Help.ReplaceLineEndings()); break;
            case ".tables": await ListTablesAsync(argument, cancellationToken); break;
            case ".schema" when argument.Length > 0: await ShowSchemaAsync(argument, cancellationToken); break;
            case ".schema": throw new UserErrorException("which table? Write .schema TABLE.");
            case ".mode": SetMode(argument); break;
            case ".timer" when argument is "on" or "off": _isTimed = argument == "on"; break;
            case ".timer": throw new UserErrorException("write .timer on or .timer off.");
            case ".output": SetOutput(argument); break;
            case ".read" when argument.Length > 0: await RunStatementsAsync(await SqlSource.ReadFileAsync(argument, cancellationToken), cancellationToken); break;
            case ".read": throw new UserErrorException("which file? Write .read FILE.");
            default: throw new UserErrorException($"there is no command {name}. .help lists those there are.");
        }
        return true;
    }

    private void SetMode(string argument) => _mode = argument switch
    {
        "table" => SqlOutput.Table,
        "line" => SqlOutput.Line,
        "json" => SqlOutput.Json,
        "csv" => SqlOutput.Csv,
        _ => throw new UserErrorException("write .mode table, .mode line, .mode json or .mode csv. For other forms .output writes a file."),
    };

    private void SetOutput(string argument)
    {
        if (argument.Length > 0) _ = SqlOutputs.OfFile(argument);
        _nextOutput = argument.Length > 0 ? argument : null;
    }

    private async Task ListTablesAsync(string @namespace, CancellationToken cancellationToken)
    {
        names.Forget();
        if (session.CurrentCatalog is { } catalog)
        {
            foreach (var ns in @namespace.Length > 0 ? [@namespace] : await names.NamespacesAsync(catalog, cancellationToken))
                foreach (var table in await names.TablesAsync(catalog, ns, cancellationToken)) writer.WriteLine($"{ns}.{table}");
        }
        else
        {
            writer.WriteLine($"No catalog is in use. USE one of: {string.Join(", ", await names.CatalogsAsync(cancellationToken))}");
        }
        foreach (var view in session.Views.Order(StringComparer.Ordinal)) writer.WriteLine($"{view} (temporary view)");
    }

    private async Task ShowSchemaAsync(string table, CancellationToken cancellationToken)
    {
        var done = await session.RunAsync(new SqlScript($"SHOW CREATE TABLE {table}", "shell"), export: null, cancellationToken);
        foreach (var row in done.Result!.Rows) writer.WriteLine(row[0]);
    }

    private async Task RunStatementsAsync(SqlScript script, CancellationToken cancellationToken)
    {
        using var cancel = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var start = time.GetTimestamp();
        var work = ExecuteAsync(script, cancel.Token);
        await keys.WatchAsync(work, cancel.Cancel, cancellationToken);
        try
        {
            await work;
            if (_isTimed) writer.WriteLine($"({time.GetElapsedTime(start).TotalSeconds:0.000} s)");
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            writer.WriteLine("Cancelled.");
        }
        names.Forget();
    }

    private async Task ExecuteAsync(SqlScript script, CancellationToken cancellationToken)
    {
        if (_nextOutput is { } file)
        {
            var done = await session.RunAsync(script, new ResultExport(file, SqlOutputs.OfFile(file)), cancellationToken);
            _nextOutput = null;
            foreach (var statement in done.Statements) writer.WriteLine(ResultPrinter.Describe(statement));
            writer.WriteLine($"{file}: {new FileInfo(file).Length:N0} bytes");
        }
        else if (SqlOutputs.Piped(_mode) is { } format)
        {
            using var rows = new MemoryStream();
            await PipedRows.RunAsync(session, script, format, settings.MaxRows, settings.Folder, rows, cancellationToken);
            writer.Write(System.Text.Encoding.UTF8.GetString(rows.ToArray()));
        }
        else
        {
            ResultPrinter.Print(await session.RunAsync(script, export: null, cancellationToken), _mode, terminal.Width, writer);
        }
    }
}

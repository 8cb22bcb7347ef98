using System.CommandLine;
using Floe.Cli.Sql;
using Floe.Cli.Sql.Shell;
using Floe.Engine;

namespace Floe.Cli.Commands;

internal static class SqlCommand
{
    public static Command Create()
    {
        var sql = new Argument<string?>("sql")
        {
            Description = "Statements separated by semicolons, a file of them (*.sql), or - for standard input. Without it: a shell on a terminal, else standard input.",
            Arity = ArgumentArity.ZeroOrOne,
        };
        var text = new Option<string?>("--command", "-c") { Description = "The statements, where they must not be taken for a file's name.", HelpName = "SQL" };
        var tableBucket = new Option<string?>("--table-bucket")
        {
            Description = "The table bucket that the catalog s3tablesbucket stands for. Other table buckets are catalogs under their own names.",
            HelpName = "NAME|ARN",
        };
        var variables = new Option<string[]>("--var") { Description = "Value for ${name} in the statements; may be given again.", HelpName = "NAME=VALUE", DefaultValueFactory = _ => [] };
        var maxRejected = new Option<long>("--max-rejected-rows") { Description = "Input rows that may be left out because they do not fit; the default is none." };
        var maxRows = new Option<int?>("--max-rows") { Description = "Rows to give at most. Default: 1000 in tables, all in files and pipes.", HelpName = "N" };
        var output = new Option<SqlOutput>("--output") { Description = "How the rows of the last SELECT are written: table and line for people, the others for programs.", DefaultValueFactory = _ => SqlOutput.Table };
        var export = new Option<string?>("--export") { Description = "Write the rows of the last SELECT to a .csv, .json, .parquet or .arrow file, however many they are.", HelpName = "FILE" };
        var force = new Option<bool>("--force") { Description = "Let --export replace a file." };
        var verbose = new Option<bool>("--verbose") { Description = "Log each statement to standard error." };
        var server = Shared.Server();
        var command = new Command("sql", "Run SQL here, over the tables of a platform, and show the rows of the last SELECT.")
        {
            sql, text, tableBucket, variables, maxRejected, maxRows, output, export, force, verbose, server,
        };
        maxRows.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int?>() < 1) result.AddError("--max-rows takes 1 or more.");
        });
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var options = new SqlOptions
            {
                Server = parsed.GetValue(server)!,
                TableBucket = parsed.GetValue(tableBucket),
                Variables = Variables.Parse(parsed.GetValue(variables)!),
                MaxRejectedRows = parsed.GetValue(maxRejected),
                MaxRows = parsed.GetValue(maxRows),
                Output = parsed.GetValue(output),
                Export = parsed.GetValue(export) is { } file ? new ResultExport(file, SqlOutputs.OfFile(file)) { Overwrite = parsed.GetValue(force), MaxRows = parsed.GetValue(maxRows) } : null,
                Verbose = parsed.GetValue(verbose),
            };
            var script = await SqlSource.ReadAsync(parsed.GetValue(sql), parsed.GetValue(text), Console.In, cancellationToken);
            if (script is null && !Console.IsInputRedirected && !Console.IsOutputRedirected) return await ShellRun.RunAsync(options, cancellationToken);
            script ??= new SqlScript(await Console.In.ReadToEndAsync(cancellationToken), "standard input");
            return await SqlRun.RunAsync(options, script, cancellationToken);
        });
        return command;
    }
}

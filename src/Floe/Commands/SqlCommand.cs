using System.CommandLine;
using Floe.Cli.Output;
using Floe.Engine;
using Floe.JobService.Contracts;

namespace Floe.Cli.Commands;

internal static class SqlCommand
{
    public static Command Create()
    {
        var sql = new Argument<string>("sql") { Description = "Statements, separated by semicolons; - reads them from standard input." };
        var tableBucket = new Option<string?>("--table-bucket")
        {
            Description = "The table bucket that the catalog s3tablesbucket stands for. Other table buckets are catalogs under their own names.",
            HelpName = "NAME|ARN",
        };
        var maxRows = new Option<int>("--max-rows") { Description = "Rows to show at most, 1 to 10000.", DefaultValueFactory = _ => 1000 };
        var server = Shared.Server();
        var output = Shared.Output();
        var command = new Command("sql", "Run SQL now and show the rows of the last SELECT.") { sql, tableBucket, maxRows, server, output };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var text = parsed.GetValue(sql)!;
            var request = new SqlRequest
            {
                Sql = text == "-" ? await Console.In.ReadToEndAsync(cancellationToken) : text,
                TableBucket = parsed.GetValue(tableBucket),
                MaxRows = parsed.GetValue(maxRows),
            };
            using var connection = new JobsConnection(parsed.GetValue(server)!);
            Print(await connection.Client.SqlAsync(request, cancellationToken), parsed.GetValue(output));
            return ExitCode.Success;
        });
        return command;
    }

    private static void Print(SqlResponse response, OutputFormat format)
    {
        if (format == OutputFormat.Json)
        {
            Console.WriteLine(Json.Format(response));
        }
        else if (response.Result is { } result)
        {
            Console.Write(ResultSetFormatter.Format(result, maxRows: int.MaxValue, maxWidth: 0));
            Console.WriteLine($"{result.Rows.Count:N0} row{(result.Rows.Count == 1 ? "" : "s")}{(result.Truncated ? "; there are more: raise --max-rows" : "")}");
        }
        else
        {
            foreach (var statement in response.Statements) Console.WriteLine(Statements.Describe(statement));
        }
    }
}

using System.CommandLine;
using Floe.Cli.Output;
using Floe.Cli.Platform;
using Floe.S3Tables.Client;

namespace Floe.Cli.Commands;

/// <summary>Enough of S3 Tables to start without the AWS CLI; the CLI has the rest.</summary>
internal static class TablesCommand
{
    public static Command Create() => new("tables", "Table buckets and their tables.") { CreateBucket(), List() };

    private static Command CreateBucket()
    {
        var name = new Argument<string>("name") { Description = "3 to 63 of a-z, 0-9 and -." };
        var server = Shared.Server();
        var output = Shared.Output();
        var command = new Command("create-bucket", "Create a table bucket.") { name, server, output };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            using var connection = await TablesConnection.OpenAsync(parsed.GetValue(server)!, cancellationToken);
            var created = await connection.Client.CreateTableBucketAsync(new(parsed.GetValue(name)!), cancellationToken);
            Console.WriteLine(parsed.GetValue(output) == OutputFormat.Json ? Json.Format(created) : created.Arn);
            return ExitCode.Success;
        });
        return command;
    }

    private static Command List()
    {
        var server = Shared.Server();
        var output = Shared.Output();
        var command = new Command("list", "List every table bucket with its tables.") { server, output };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            using var connection = await TablesConnection.OpenAsync(parsed.GetValue(server)!, cancellationToken);
            var found = new List<TableListing>();
            await foreach (var bucket in connection.Client.ListTableBucketsAsync(cancellationToken: cancellationToken))
            {
                var tables = new List<string>();
                await foreach (var table in connection.Client.ListTablesAsync(TableBucketArn.Parse(bucket.Arn), cancellationToken: cancellationToken))
                    tables.Add($"{table.Namespace[0]}.{table.Name}");
                found.Add(new(bucket.Name, bucket.Arn, tables));
            }
            Print(found, parsed.GetValue(output));
            return ExitCode.Success;
        });
        return command;
    }

    private static void Print(IReadOnlyList<TableListing> found, OutputFormat format)
    {
        if (format == OutputFormat.Json)
        {
            Console.WriteLine(Json.Format(found));
            return;
        }
        foreach (var bucket in found)
        {
            Console.WriteLine($"{bucket.Name}  {bucket.Arn}");
            foreach (var table in bucket.Tables) Console.WriteLine($"  {table}");
        }
    }
}

internal sealed record TableListing(string Name, string Arn, IReadOnlyList<string> Tables);

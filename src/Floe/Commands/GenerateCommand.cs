using System.CommandLine;
using Floe.DataGen.Employees;
using Floe.DataGen.Http;

namespace Floe.Cli.Commands;

internal static class GenerateCommand
{
    public static Command Create()
    {
        var rows = EmployeeOptions.Rows();
        var seed = EmployeeOptions.Seed();
        var bucket = new Option<string>("--bucket") { Description = "Bucket to upload to; created if it is not there.", DefaultValueFactory = _ => GenerateDefaults.Bucket };
        var key = new Option<string>("--key") { Description = "Object to write.", DefaultValueFactory = _ => GenerateDefaults.Key };
        var server = Shared.Server();
        var output = Shared.Output();
        var command = new Command("generate", "Generate employees as CSV straight into a bucket.") { rows, seed, bucket, key, server, output };
        command.Subcommands.Add(GenerateTaxiCommand.Create());
        command.SetAction((parsed, cancellationToken) => GenerateUpload.RunAsync(
            new EmployeeGenerator(parsed.GetValue(rows), parsed.GetValue(seed)),
            new(parsed.GetValue(bucket)!, parsed.GetValue(key)!),
            parsed.GetValue(server)!,
            parsed.GetValue(output),
            cancellationToken));
        return command;
    }
}

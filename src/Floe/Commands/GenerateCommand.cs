using System.CommandLine;
using Floe.Cli.Output;
using Floe.Cli.Platform;
using Floe.DataGen;
using Spectre.Console;

namespace Floe.Cli.Commands;

internal static class GenerateCommand
{
    public static Command Create()
    {
        var rows = new Option<long>("--rows") { Description = "Employees to generate.", DefaultValueFactory = _ => 100 };
        var seed = new Option<int>("--seed") { Description = "The same seed gives the same employees.", DefaultValueFactory = _ => 42 };
        var bucket = new Option<string>("--bucket") { Description = "Bucket to upload to; created if it is not there.", DefaultValueFactory = _ => "floe-demo" };
        var key = new Option<string>("--key") { Description = "Object to write.", DefaultValueFactory = _ => "s3table-example/input/employee_data.csv" };
        rows.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<long>() < 0) result.AddError("--rows takes 0 or more.");
        });
        var command = new Command("generate", "Generate employees as CSV straight into a bucket.") { rows, seed, bucket, key, Shared.Server, Shared.Output };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var request = new UploadRequest(parsed.GetValue(bucket)!, parsed.GetValue(key)!, parsed.GetValue(rows), parsed.GetValue(seed));
            var aws = await AwsConnection.FindAsync(parsed.GetValue(Shared.Server)!, cancellationToken);
            return await RunAsync(request, aws, parsed.GetValue(Shared.Output), cancellationToken);
        });
        return command;
    }
}

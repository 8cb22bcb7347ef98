using System.CommandLine;
using Floe.Cli.Output;
using Floe.Cli.Platform;
using Floe.DataGen.Employees;
using Floe.DataGen.Http;
using Floe.DataGen.Upload;
using Spectre.Console;

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
        command.SetAction((parsed, cancellationToken) => RunAsync(
            new(parsed.GetValue(rows), parsed.GetValue(seed)),
            new(parsed.GetValue(bucket)!, parsed.GetValue(key)!),
            parsed.GetValue(server)!,
            parsed.GetValue(output),
            cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(EmployeeGenerator employees, ObjectLocation target, Uri server, OutputFormat format, CancellationToken cancellationToken)
    {
        var aws = await AwsConnection.FindAsync(server, cancellationToken);
        using var s3 = aws.CreateS3();
        await Buckets.EnsureAsync(s3, target.Bucket, cancellationToken);
        var upload = new EmployeeUpload(s3);
        if (format == OutputFormat.Json)
        {
            Console.WriteLine(Json.Format(await upload.RunAsync(employees, target, cancellationToken: cancellationToken)));
            return ExitCode.Success;
        }

        var console = Terminal.Create(Console.Out);
        var result = await ProgressBar.RunAsync(console, report => upload.RunAsync(employees, target, new UploadShare(report), cancellationToken));
        console.WriteLine($"{result.Location}: {result.Rows:N0} rows, {result.Bytes:N0} bytes");
        return ExitCode.Success;
    }
}

using Floe.Cli.Output;
using Floe.Cli.Platform;
using Floe.DataGen.Rows;
using Floe.DataGen.Upload;
using Spectre.Console;

namespace Floe.Cli.Commands;

/// <summary>What the forms of <c>generate</c> do alike: rows into an object, with a bar on a terminal.</summary>
internal static class GenerateUpload
{
    public static async Task<int> RunAsync(IRowSource rows, ObjectLocation target, Uri server, OutputFormat format, CancellationToken cancellationToken)
    {
        var aws = await AwsConnection.FindAsync(server, cancellationToken);
        using var s3 = aws.CreateS3();
        await Buckets.EnsureAsync(s3, target.Bucket, cancellationToken);
        var upload = new CsvUpload(s3);
        if (format == OutputFormat.Json)
        {
            Console.WriteLine(Json.Format(await upload.RunAsync(rows, target, cancellationToken: cancellationToken)));
            return ExitCode.Success;
        }

        var console = Terminal.Create(Console.Out);
        var result = await ProgressBar.RunAsync(console, report => upload.RunAsync(rows, target, new UploadShare(report), cancellationToken));
        console.WriteLine($"{result.Location}: {result.Rows:N0} rows, {result.Bytes:N0} bytes");
        return ExitCode.Success;
    }
}

using System.CommandLine;
using Floe.Cli.Output;
using Floe.Cli.Platform;

namespace Floe.Cli.Commands;

internal static class UpCommand
{
    public static Command Create()
    {
        var dataDir = new Option<DirectoryInfo>("--data-dir") { Description = "Where everything is kept.", DefaultValueFactory = _ => new(".floe") };
        var awsPort = new Option<int>("--aws-port") { Description = "Port of S3, S3 Tables and Iceberg REST; 0 takes a free one.", DefaultValueFactory = _ => PlatformHostOptions.DefaultAwsPort };
        var port = new Option<int>("--port") { Description = "Port of the job service; 0 takes a free one.", DefaultValueFactory = _ => PlatformHostOptions.DefaultJobsPort };
        foreach (var option in new[] { awsPort, port })
            option.Validators.Add(result =>
            {
                if (result.GetValueOrDefault<int>() is < 0 or > 65535) result.AddError($"{option.Name} takes a port, 0 to 65535.");
            });
        var command = new Command("up", "Start the platform on this machine and stay.") { dataDir, awsPort, port };
        command.SetAction((parsed, cancellationToken) => RunAsync(
            new() { DataFolder = parsed.GetValue(dataDir)!.FullName, AwsPort = parsed.GetValue(awsPort), JobsPort = parsed.GetValue(port) }, cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(PlatformHostOptions options, CancellationToken cancellationToken)
    {
        await using (var platform = await PlatformHost.StartAsync(options, cancellationToken))
        {
            Announce(platform, options, Console.Out);
            await platform.WaitForStopAsync(cancellationToken);
        }
        Console.WriteLine("stopped");
        return ExitCode.Success;
    }

    private static void Announce(PlatformHost platform, PlatformHostOptions options, TextWriter output)
    {
        output.WriteLine($"S3, S3 Tables, Iceberg REST  {platform.AwsEndpoint} (Iceberg: {platform.Aws.IcebergEndpoint})");
        output.WriteLine($"Job service                  {platform.JobsEndpoint}");
        output.WriteLine($"Data                         {options.DataFolder}");
        output.WriteLine();
        output.WriteLine("For the AWS CLI and SDKs:");
        output.WriteLine();
        foreach (var line in EnvironmentBlock.Lines(platform)) output.WriteLine($"  {line}");
        output.WriteLine();
        output.WriteLine("ready");
        output.Flush();
    }
}

using System.Diagnostics;
using System.Text;

namespace Floe.EndToEnd.Tests.Tools;

/// <summary>Starts programs with an environment of ours, without a shell.</summary>
internal static class ToolRunner
{
    public static async Task<ToolResult> RunAsync(
        Tool tool, IEnumerable<string> arguments, AwsEnvironment? environment, CancellationToken cancellationToken, string? folder = null)
    {
        var start = StartInfo(tool, arguments, environment, folder);
        using var process = Process.Start(start)!;
        process.StandardInput.Close();
        try
        {
            var output = process.StandardOutput.ReadToEndAsync(cancellationToken);
            var errors = process.StandardError.ReadToEndAsync(cancellationToken);
            await process.WaitForExitAsync(cancellationToken);
            return new($"{tool.Name} {string.Join(' ', start.ArgumentList)}", process.ExitCode, await output, await errors);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw;
        }
    }

    public static ProcessStartInfo StartInfo(Tool tool, IEnumerable<string> arguments, AwsEnvironment? environment, string? folder = null)
    {
        var start = new ProcessStartInfo(tool.File, arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardInputEncoding = new UTF8Encoding(false),
            StandardOutputEncoding = Encoding.UTF8,
            StandardErrorEncoding = Encoding.UTF8,
            WorkingDirectory = folder ?? "",
        };
        environment?.ApplyTo(start.Environment);
        return start;
    }
}

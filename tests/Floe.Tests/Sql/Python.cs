using System.ComponentModel;
using System.Diagnostics;

namespace Floe.Floe.Tests.Sql;

/// <summary>Python as the machine has it; a test that needs it is skipped where it is not.</summary>
internal static class Python
{
    public static async Task<(int ExitCode, string Output)> RunAsync(string folder, IEnumerable<string> arguments, CancellationToken cancellationToken)
    {
        var start = new ProcessStartInfo("python3", arguments) { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["PYTHONDONTWRITEBYTECODE"] = "1";
        try
        {
            using var process = Process.Start(start)!;
            var output = process.StandardOutput.ReadToEndAsync(cancellationToken);
            var error = process.StandardError.ReadToEndAsync(cancellationToken);
            await process.WaitForExitAsync(cancellationToken);
            return (process.ExitCode, await output + await error);
        }
        catch (Win32Exception)
        {
            Assert.Skip("python3 is not there.");
            throw;
        }
    }

    public static string Repository()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Aspire.sln"))) folder = folder.Parent!;
        return folder.FullName;
    }
}

using System.Diagnostics;
using System.Reflection;
using System.Runtime.InteropServices;

namespace Floe.JobService.Engines.SparkSubmit.Supervision;

/// <summary>Starts a supervisor: this assembly again, on the same runtime.</summary>
internal static class SupervisorStart
{
    /// <summary>The caller disposes the process; that does not end it.</summary>
    /// <exception cref="InvalidOperationException">This program has no assembly files to run again, as a single-file one.</exception>
    public static Process Start(RunFolder folder, IReadOnlyDictionary<string, string?> environment)
    {
        var assembly = typeof(SupervisorStart).Assembly.Location;
        if (assembly.Length == 0) throw new InvalidOperationException("The job service was published as a single file, which cannot supervise spark-submit. Publish it with its assembly files.");
        var start = new ProcessStartInfo(DotNet(), ["exec", "--runtimeconfig", RuntimeConfig(assembly), assembly, Supervisor.Command, folder.Path])
        {
            // Not the service's own streams: who waits for their end would wait for the job's.
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            CreateNoWindow = true,
            WorkingDirectory = folder.Path,
        };
        start.Environment.Clear();
        foreach (var (name, value) in environment) start.Environment[name] = value;
        var process = Process.Start(start)!;
        process.StandardInput.Close();
        return process;
    }

    private static string DotNet()
    {
        var name = OperatingSystem.IsWindows() ? "dotnet.exe" : "dotnet";
        if (Path.GetFileName(Environment.ProcessPath) == name) return Environment.ProcessPath!;
        // …/shared/Microsoft.NETCore.App/10.0.0/ is three folders below the one with the host.
        var host = Path.GetFullPath(Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", "..", name));
        return File.Exists(host) ? host : name;
    }

    /// <summary>This assembly's own, or that of the program it is a part of.</summary>
    private static string RuntimeConfig(string assembly)
    {
        var own = Path.ChangeExtension(assembly, ".runtimeconfig.json");
        return File.Exists(own) ? own : Path.Combine(AppContext.BaseDirectory, $"{Assembly.GetEntryAssembly()!.GetName().Name}.runtimeconfig.json");
    }
}

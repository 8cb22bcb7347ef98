using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;

namespace Floe.JobService.Engines.SparkSubmit.Supervision;

/// <summary>One process for all time: ids are used again, but not with the same start.</summary>
/// <param name="Pid">Of the process.</param>
/// <param name="Start">On Linux the boot and the clock ticks since it (<c>/proc/PID/stat</c>, field 22), elsewhere the time in seconds.</param>
internal sealed record ProcessIdentity(int Pid, string Start)
{
    public static ProcessIdentity Current => new(Environment.ProcessId, StartOf(Environment.ProcessId)!);

    /// <summary>False once it is over, also where its parent has not asked for its exit code yet.</summary>
    public bool IsAlive => StartOf(Pid) == Start;

    private static string? StartOf(int pid) => OperatingSystem.IsLinux() ? LinuxStart(pid) : OtherStart(pid);

    private static string? LinuxStart(int pid)
    {
        try
        {
            var stat = File.ReadAllText(string.Create(CultureInfo.InvariantCulture, $"/proc/{pid}/stat"));
            // The name in brackets may hold anything; the fields after it are plain.
            var fields = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
            if (fields[0] is "Z" or "X") return null;
            return $"{File.ReadAllText("/proc/sys/kernel/random/boot_id").Trim()}/{fields[19]}";
        }
        catch (IOException)
        {
            return null;
        }
    }

    private static string? OtherStart(int pid)
    {
        try
        {
            using var process = Process.GetProcessById(pid);
            return process.HasExited ? null : new DateTimeOffset(process.StartTime).ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        }
        catch (Exception e) when (e is ArgumentException or InvalidOperationException or Win32Exception)
        {
            return null;
        }
    }
}

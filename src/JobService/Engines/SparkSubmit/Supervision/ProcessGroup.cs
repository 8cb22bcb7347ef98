using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Floe.JobService.Engines.SparkSubmit.Supervision;

/// <summary>A supervisor with all that came of it: on Unix its session, on Windows its tree of processes.</summary>
internal static partial class ProcessGroup
{
    private const int SigTerm = 15;
    private const int SigKill = 9;

    /// <summary>The process becomes the leader of a session and group of its own: Ctrl+C and the end of a terminal do not reach it. Nothing on Windows, where it has no console.</summary>
    public static void Lead()
    {
        if (!OperatingSystem.IsWindows()) _ = SetSid();
    }

    /// <summary>Asks all processes of the group to end; the supervisor stays to tell how they did. Windows has no such request for processes without a window: there they are ended.</summary>
    public static void Terminate(ProcessIdentity leader) => Send(leader, SigTerm);

    public static void Kill(ProcessIdentity leader) => Send(leader, SigKill);

    /// <summary>Ends what a program left behind in this process's group, and this process with it. Returns only where it leads no group.</summary>
    public static void EndOwn()
    {
        if (!OperatingSystem.IsWindows() && GetProcessGroup(0) == Environment.ProcessId) _ = Kill(0, SigKill);
    }

    private static void Send(ProcessIdentity leader, int signal)
    {
        if (OperatingSystem.IsWindows()) KillTree(leader);
        // The leader is asked for first: its id may be another group's once it is gone and its group with it.
        else if (leader.IsAlive) _ = Kill(-leader.Pid, signal);
    }

    private static void KillTree(ProcessIdentity leader)
    {
        if (!leader.IsAlive) return;
        try
        {
            using var process = Process.GetProcessById(leader.Pid);
            process.Kill(entireProcessTree: true);
        }
        catch (Exception e) when (e is ArgumentException or InvalidOperationException)
        {
            // It ended between the look and the call, which is what was wanted.
            return;
        }
    }

    [LibraryImport("libc", EntryPoint = "setsid", SetLastError = true)]
    private static partial int SetSid();

    [LibraryImport("libc", EntryPoint = "getpgid", SetLastError = true)]
    private static partial int GetProcessGroup(int pid);

    [LibraryImport("libc", EntryPoint = "kill", SetLastError = true)]
    private static partial int Kill(int pid, int signal);
}

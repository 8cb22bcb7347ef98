using System.ComponentModel;
using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Floe.JobService.Engines.SparkSubmit.Supervision;

/// <summary>
/// The program between the service and spark-submit: the service's own executable, started with another command. It outlives the service, writes the
/// program's output into a file, and leaves the exit code there, which no other process can learn.
/// </summary>
internal static class Supervisor
{
    public const string Command = "supervise-spark-submit";

    private const int TakenByAnother = 75;
    private const int NotStarted = 127;

    public static async Task<int> RunAsync(string path)
    {
        ProcessGroup.Lead();
        // SIGTERM goes to the whole group; this process stays until the program is over.
        using var term = PosixSignalRegistration.Create(PosixSignal.SIGTERM, signal => signal.Cancel = true);
        using var hangUp = PosixSignalRegistration.Create(PosixSignal.SIGHUP, signal => signal.Cancel = true);
        var folder = new RunFolder(path);
        if (folder.Exit is not null || !folder.TryTake(ProcessIdentity.Current)) return TakenByAnother;
        folder.KeepExit(await RunAsync(folder, folder.Command ?? throw new InvalidOperationException($"{path} has no command.json.")));
        // A run that is over leaves nothing that could go on writing.
        ProcessGroup.EndOwn();
        return 0;
    }

    private static async Task<SupervisedExit> RunAsync(RunFolder folder, SupervisedCommand command)
    {
        using var output = new OutputFile(folder.Output);
        using var process = new Process
        {
            StartInfo = new(command.Program, command.Arguments) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = folder.Path, CreateNoWindow = true },
        };
        try
        {
            process.Start();
        }
        catch (Win32Exception e)
        {
            return new(NotStarted, DateTimeOffset.UtcNow, $"{command.Program} cannot be started: {e.Message}.");
        }
        process.StandardInput.Close();
        var copies = Task.WhenAll(output.CopyAsync(process.StandardOutput.BaseStream), output.CopyAsync(process.StandardError.BaseStream));
        await process.WaitForExitAsync();
        // A process that the program left behind may hold the pipes open; what the program itself said is in by then.
        await Task.WhenAny(copies, Task.Delay(TimeSpan.FromSeconds(2)));
        return new(process.ExitCode, DateTimeOffset.UtcNow);
    }
}

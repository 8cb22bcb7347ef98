using System.Text.Json;
using Floe.JobService.Engines.SparkSubmit.Supervision;
using Floe.JobService.Telemetry;

namespace Floe.JobService.Engines.SparkSubmit;

/// <summary>Removes the files of runs that have been over for long, and of those that came to nothing.</summary>
internal sealed class OldRuns(SparkSubmitOptions options, TimeProvider time, ILogger<OldRuns> logger)
{
    /// <summary>For a service that crashed before it had stored the end.</summary>
    private static readonly TimeSpan KeepFor = TimeSpan.FromDays(1);

    /// <summary>What cannot be removed is told and left: it must not touch the outcome of a run that has just ended.</summary>
    public void Sweep()
    {
        foreach (var path in Directory.EnumerateDirectories(options.Folder))
        {
            try
            {
                var folder = new RunFolder(path);
                if (IsOld(folder)) folder.Delete();
            }
            catch (DirectoryNotFoundException)
            {
                // Another run that ended at the same time was faster.
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException or JsonException)
            {
                logger.RunFilesLeft(e, path);
            }
        }
    }

    private bool IsOld(RunFolder folder)
    {
        if (folder.Exit is { } exit) return time.GetUtcNow() - exit.At > KeepFor;
        // A crash before the run began, or of the machine that it was on.
        return folder.Supervisor is not { IsAlive: true } && time.GetUtcNow() - Directory.GetLastWriteTimeUtc(folder.Path) > KeepFor;
    }
}

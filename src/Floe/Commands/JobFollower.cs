using Floe.Cli.Output;
using Floe.JobService.Client;
using Floe.JobService.Contracts;

namespace Floe.Cli.Commands;

/// <summary>Prints a job's log as it comes; the job's outcome is the exit code.</summary>
internal static class JobFollower
{
    public static Task<int> FollowAsync(JobsClient jobs, string id, TextWriter output, CancellationToken cancellationToken) =>
        FollowAsync(jobs, id, new LogSelection(), output, cancellationToken);

    public static async Task<int> FollowAsync(JobsClient jobs, string id, LogSelection selection, TextWriter output, CancellationToken cancellationToken)
    {
        await foreach (var happened in jobs.FollowAsync(id, selection, cancellationToken: cancellationToken))
        {
            switch (happened)
            {
                case JobLogLine line:
                    await output.WriteLineAsync(line.Text);
                    break;
                case JobEnded { State: JobState.Succeeded }:
                    return ExitCode.Success;
                // The one attempt that was asked for is over, and the job goes on with another.
                case JobEnded { State: not (JobState.Failed or JobState.Cancelled or JobState.Lost) }:
                    return ExitCode.Success;
                case JobEnded ended:
                    await Console.Error.WriteLineAsync($"floe: job {id} ended as {ended.State}: {ended.Reason}");
                    return ExitCode.Failure;
            }
        }
        throw new UserErrorException($"the log of job {id} ended before the job did. Ask again with `floe logs {id} --follow`.");
    }
}

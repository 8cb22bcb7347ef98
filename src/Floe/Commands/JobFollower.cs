using Floe.Cli.Output;
using Floe.JobService.Client;
using Floe.JobService.Contracts;

namespace Floe.Cli.Commands;

/// <summary>Prints a job's log as it comes; the job's outcome is the exit code.</summary>
internal static class JobFollower
{
    public static async Task<int> FollowAsync(JobsClient jobs, string id, TextWriter output, CancellationToken cancellationToken)
    {
        await foreach (var happened in jobs.FollowAsync(id, cancellationToken: cancellationToken))
        {
            switch (happened)
            {
                case JobLogLine line:
                    await output.WriteLineAsync(line.Text);
                    break;
                case JobEnded { State: JobState.Succeeded }:
                    return ExitCode.Success;
                case JobEnded ended:
                    await Console.Error.WriteLineAsync($"floe: job {id} ended as {ended.State}: {ended.Reason}");
                    return ExitCode.Failure;
            }
        }
        throw new UserErrorException($"the log of job {id} ended before the job did. Ask again with `floe logs {id} --follow`.");
    }
}

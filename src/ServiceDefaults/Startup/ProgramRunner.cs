namespace Floe.ServiceDefaults.Startup;

/// <summary>Runs a program so that a failure to start which the user can mend is one line on stderr and exit code 1.</summary>
/// <example><code>return await ProgramRunner.RunAsync(() => ServiceHost.Build(args).RunAsync());</code></example>
public static class ProgramRunner
{
    /// <returns>The exit code: 0, or 1 after a failure to start. Any other exception goes through, with its stack trace.</returns>
    public static async Task<int> RunAsync(Func<Task> program)
    {
        try
        {
            await program();
            return 0;
        }
        catch (Exception e) when (StartupFailure.Explain(e) is { } message)
        {
            await Console.Error.WriteLineAsync(message);
            return 1;
        }
    }
}

namespace Floe.Cli.Platform;

/// <summary>Standard output belongs to the command: what the services log is warnings and worse, and goes to standard error.</summary>
internal static class QuietLogs
{
    public static void Use(IServiceCollection services)
    {
        services.AddLogging(logging => logging.SetMinimumLevel(LogLevel.Warning).AddSimpleConsole(console => console.SingleLine = true));
        services.Configure<Microsoft.Extensions.Logging.Console.ConsoleLoggerOptions>(console => console.LogToStandardErrorThreshold = LogLevel.Trace);
    }
}

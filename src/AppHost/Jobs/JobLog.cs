using Microsoft.Extensions.Logging;

namespace Floe.AppHost.Jobs;

/// <summary>Puts a job's log among the log lines of the resource that runs it.</summary>
internal static partial class JobLog
{
    [LoggerMessage(Level = LogLevel.Information, Message = "{Line}")]
    public static partial void LogLine(this ILogger logger, string line);
}

namespace Floe.JobService.Engines.SparkOperator;

internal static partial class SparkOperatorLog
{
    [LoggerMessage(Level = LogLevel.Warning, Message = "SparkApplication {Name} could not be told when it may be deleted: {Problem}")]
    public static partial void NotRetired(this ILogger logger, string name, string problem);

    [LoggerMessage(Level = LogLevel.Warning, Message = "SparkApplication {Name} could not be deleted and will be again: {Problem}")]
    public static partial void NotDeleted(this ILogger logger, string name, string problem);

    [LoggerMessage(Level = LogLevel.Information, Message = "SparkApplication {Name} of the namespace {Namespace} is deleted: its time to live is over")]
    public static partial void Swept(this ILogger logger, string name, string @namespace);

    [LoggerMessage(Level = LogLevel.Debug, Message = "The log of pod {Pod} is read again after: {Problem}")]
    public static partial void LogAway(this ILogger logger, string pod, string problem);

    [LoggerMessage(Level = LogLevel.Information, Message = "The log of pod {Pod} has a remark of the node: {Remark}")]
    public static partial void LogRemark(this ILogger logger, string pod, string remark);
}

namespace Floe.JobService.Kubernetes;

internal static partial class KubernetesLog
{
    [LoggerMessage(Level = LogLevel.Warning, Message = "{Plural} of the namespace {Namespace} cannot be followed: {Problem}")]
    public static partial void WatchFailed(this ILogger logger, string plural, string @namespace, string problem);

    [LoggerMessage(Level = LogLevel.Debug, Message = "The watch of {Plural} in {Namespace} is too old; everything is listed again")]
    public static partial void WatchExpired(this ILogger logger, string plural, string @namespace);

    [LoggerMessage(Level = LogLevel.Debug, Message = "The watch of {Plural} in {Namespace} was silent for long and is opened again")]
    public static partial void WatchSilent(this ILogger logger, string plural, string @namespace);

    [LoggerMessage(Level = LogLevel.Debug, Message = "The watch of {Plural} in {Namespace} was cut: {Problem}")]
    public static partial void WatchCut(this ILogger logger, string plural, string @namespace, string problem);
}

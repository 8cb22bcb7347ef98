namespace Floe.JobService.Engines.SparkSubmit;

/// <summary>There is no Spark on this machine that runs. The message says what was looked at.</summary>
internal sealed class SparkMissingException(string message, Exception? inner = null) : Exception(message, inner);

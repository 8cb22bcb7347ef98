namespace Floe.JobService.Engines.Embedded;

/// <summary>What a run needs before its first statement is not there. The message is the job's reason.</summary>
internal sealed class RunInputException(string message, Exception? inner = null) : Exception(message, inner);

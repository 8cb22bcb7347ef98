namespace Floe.JobService.Engines.SparkSubmit.Supervision;

/// <summary>How the program ended. <see cref="Error"/> where it could not even be started.</summary>
internal sealed record SupervisedExit(int Code, DateTimeOffset At, string? Error = null);

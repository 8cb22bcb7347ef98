namespace Floe.JobService.Engines.SparkSubmit.Supervision;

/// <summary>What a supervisor starts. Its environment is the supervisor's own; here is only what anyone may see of it, so that no secret is in a file.</summary>
internal sealed record SupervisedCommand(string Program, IReadOnlyList<string> Arguments, IReadOnlyDictionary<string, string> Environment);

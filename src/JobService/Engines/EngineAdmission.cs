namespace Floe.JobService.Engines;

/// <summary>How many runs an engine takes, and how fast. What the service's settings say for the engine comes first.</summary>
/// <param name="StartsPerSecond">Runs started per second on average; null: no limit.</param>
/// <param name="Burst">Runs that may start at once after a pause, 1 or more.</param>
/// <param name="MaxRunning">Runs at a time; null: no limit but that of the process for engines that run in it (<c>JobService:MaxRunningJobs</c>).</param>
public sealed record EngineAdmission(double? StartsPerSecond = null, int Burst = 1, int? MaxRunning = null)
{
    public static readonly EngineAdmission Unlimited = new();
}

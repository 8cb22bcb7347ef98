using Floe.JobsBench.Load;

namespace Floe.JobsBench.Operator;

/// <param name="Service">A published <c>Floe.JobService.dll</c>; null: the one that was built with the bench.</param>
/// <param name="Load">How the jobs come.</param>
/// <param name="Executors">Pods of each application beside its driver.</param>
/// <param name="Changes">Applications that end while all others run.</param>
/// <param name="ChangeRate">So many of them a second.</param>
/// <param name="Missed">Applications that end while the service is down.</param>
internal sealed record OperatorSettings(string? Service, LoadSettings Load, int Executors, int Changes, double ChangeRate, int Missed);

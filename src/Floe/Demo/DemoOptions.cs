namespace Floe.Cli.Demo;

/// <param name="Rows">Employees to generate.</param>
/// <param name="Seed">The same seed gives the same employees.</param>
/// <param name="Keep">Leave table, buckets and data folder in place.</param>
internal sealed record DemoOptions(long Rows, long Seed, bool Keep);

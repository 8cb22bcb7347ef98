namespace Floe.S3Tables.Client.Tests.Signing;

internal static class Fuzz
{
    /// <summary>Of a property test. CsCheck's own variable raises it, for a nightly run to 100,000.</summary>
    public static readonly int Cases = int.TryParse(Environment.GetEnvironmentVariable("CsCheck_Iter"), out var cases) ? cases : 2_000;
}

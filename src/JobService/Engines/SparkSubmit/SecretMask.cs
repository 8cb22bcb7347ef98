namespace Floe.JobService.Engines.SparkSubmit;

/// <summary>Takes credentials out of what a run prints. Short ones stay: they are words that a log has anyway, such as an emulator's <c>test</c>.</summary>
internal sealed class SecretMask(IEnumerable<string?> secrets)
{
    private const int Shortest = 12;

    private readonly string[] _secrets = [.. secrets.OfType<string>().Where(secret => secret.Length >= Shortest)];

    public string Apply(string text) => _secrets.Aggregate(text, (masked, secret) => masked.Replace(secret, "***", StringComparison.Ordinal));
}

namespace Floe.S3Tables.Tests.Durability;

/// <summary>
/// What one key may hold. Only one client writes a key, one call after the other, so after a kill it holds what was acknowledged last, or what the call
/// under way would have made of it.
/// </summary>
internal sealed class KeyModel(string key)
{
    private int? _acknowledged;
    private int? _attempted;

    public string Key => key;

    /// <param name="seed">The content's seed; null for a deletion.</param>
    public void Attempt(int? seed) => _attempted = seed;

    public void Acknowledge() => _acknowledged = _attempted;

    /// <param name="seed">Of what is there after the restart; null where nothing is.</param>
    public void CheckAndAdopt(int? seed)
    {
        Assert.True(seed == _acknowledged || seed == _attempted,
            $"{key} holds {Describe(seed)}; acknowledged was {Describe(_acknowledged)}, and under way {Describe(_attempted)}.");
        _acknowledged = _attempted = seed;
    }

    private static string Describe(int? seed) => seed is { } value ? $"content {value}" : "nothing";
}

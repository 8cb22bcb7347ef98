namespace Floe.Iceberg.Spec;

internal static class Properties
{
    public static IReadOnlyDictionary<string, string> None { get; } = new Dictionary<string, string>();

    public static bool SameAs(this IReadOnlyDictionary<string, string> left, IReadOnlyDictionary<string, string> right) =>
        left.Count == right.Count && left.All(p => right.TryGetValue(p.Key, out var value) && value == p.Value);
}

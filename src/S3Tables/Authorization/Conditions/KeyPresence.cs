namespace Floe.S3Tables.Authorization.Conditions;

/// <summary>The Null operator: "true" asks that the request does not have the key, "false" that it does.</summary>
public sealed record KeyPresence(string Key, IReadOnlyList<bool> IsAbsent) : Condition(Key)
{
    public override bool Holds(RequestContext context) => IsAbsent.Contains(context.Values(Key).Count == 0);
}

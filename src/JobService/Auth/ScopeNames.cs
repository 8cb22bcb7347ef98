namespace Floe.JobService.Auth;

/// <summary>Scopes as tokens, keys and settings write them: <c>submit read admin</c>.</summary>
internal static class ScopeNames
{
    public const string Rule = "Use one or more of: submit, read, admin.";

    /// <summary>Names that are none of ours are left out: a token may have scopes for others.</summary>
    public static Scopes Read(IEnumerable<string> names) => names.Aggregate(Scopes.None, (scopes, name) => scopes | Of(name));

    public static Scopes Read(string names) => Read(names.Split(' ', StringSplitOptions.RemoveEmptyEntries));

    public static bool IsKnown(string name) => Of(name) != Scopes.None;

    public static string Write(Scopes scopes) => string.Join(' ', List(scopes));

    public static IReadOnlyList<string> List(Scopes scopes) =>
        [.. new[] { Scopes.Submit, Scopes.Read, Scopes.Admin }.Where(scope => scopes.HasFlag(scope)).Select(scope => scope.ToString().ToLowerInvariant())];

    private static Scopes Of(string name) => name switch
    {
        "read" => Scopes.Read,
        "submit" => Scopes.Submit,
        "admin" => Scopes.Admin,
        _ => Scopes.None,
    };
}

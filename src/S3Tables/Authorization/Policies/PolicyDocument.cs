using Floe.S3Tables.Authorization.Parsing;

namespace Floe.S3Tables.Authorization.Policies;

/// <summary>A policy in IAM's language that has been checked and taken apart. IAM User Guide, "Grammar of the IAM JSON policy language".</summary>
public sealed record PolicyDocument(string Version, string? Id, IReadOnlyList<Statement> Statements)
{
    /// <summary>Policy variables and the newest grammar.</summary>
    public const string CurrentVersion = "2012-10-17";

    /// <summary>What a policy that states no version has: <c>${…}</c> is plain text.</summary>
    public const string FirstVersion = "2008-10-17";

    /// <summary>In characters: the service model's limit of resourcePolicy (20 KB), kept for identity policies too.</summary>
    public const int MaxLength = 20_480;

    /// <exception cref="PolicyException">The text is not a policy of this kind; the message names the element.</exception>
    public static PolicyDocument Parse(string text, PolicyScope scope) => PolicyParser.Parse(text, scope);
}

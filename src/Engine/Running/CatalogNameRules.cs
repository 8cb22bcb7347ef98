using Floe.Engine.Syntax;
using Floe.Iceberg.Catalog;

namespace Floe.Engine.Running;

/// <summary>
/// What to say of a name that the catalog refuses. Other catalogs take names that S3 Tables does not, so the catalog decides; its words are
/// those of an API, though, and name no way out.
/// </summary>
internal static class CatalogNameRules
{
    private const int MaxLength = 255;

    /// <summary>Whether a name of a namespace or table is against the rules of S3 Tables (user guide, "naming rules").</summary>
    public static bool IsBroken(string name) =>
        name.Length is 0 or > MaxLength || name[0] == '_' || name.StartsWith("aws", StringComparison.Ordinal) || !name.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '_');

    public static SqlError Refusal(BadRequestException refusal, SourcePosition position) => new(
        $"{refusal.Message.TrimEnd('.')}. Names in S3 Tables have up to {MaxLength} lower-case letters, digits and underscores, do not begin with an underscore, and those of namespaces not with 'aws'.", position, refusal);
}

using System.Text.RegularExpressions;

namespace Floe.S3Tables.Catalog;

/// <summary>
/// The rules of names: first the service model's constraints, then those of the S3 user guide, "Amazon S3 table bucket, table,
/// and namespace naming rules".
/// </summary>
public static partial class Names
{
    private static readonly string[] ReservedBucketPrefixes = ["xn--", "sthree-", "amzn-s3-demo-", "aws"];
    private static readonly string[] ReservedBucketSuffixes = ["-s3alias", "--ol-s3", "--x-s3", "--table-s3"];

    public static void CheckBucket(string? name)
    {
        new Constraints().Required(name, "name").Length(name, "name", 3, 63).Pattern(name, "name", BucketForm(), "[0-9a-z-]*").Check();
        if (name!.StartsWith('-') || name.EndsWith('-')) throw InvalidBucket(name, "it must begin and end with a letter or digit");
        if (ReservedBucketPrefixes.FirstOrDefault(name.StartsWith) is { } prefix) throw InvalidBucket(name, $"the prefix '{prefix}' is reserved");
        if (ReservedBucketSuffixes.FirstOrDefault(name.EndsWith) is { } suffix) throw InvalidBucket(name, $"the suffix '{suffix}' is reserved");
    }

    public static void CheckNamespace(string? name, string field = "namespace")
    {
        new Constraints().Required(name, field).Length(name, field, 1, 255).Pattern(name, field, WordForm(), "[0-9a-z_]*").Check();
        if (name!.StartsWith('_')) throw InvalidNamespace(name, "it must begin with a letter or digit");
        if (name.StartsWith("aws", StringComparison.Ordinal)) throw InvalidNamespace(name, "the prefix 'aws' is reserved");
    }

    public static void CheckTable(string? name, string field = "name")
    {
        new Constraints().Required(name, field).Length(name, field, 1, 255).Pattern(name, field, WordForm(), "[0-9a-z_]*").Check();
        if (name!.StartsWith('_')) throw CatalogException.Invalid($"The specified table name is not valid. '{name}': it must begin with a letter or digit.");
    }

    private static CatalogException InvalidBucket(string name, string why) =>
        CatalogException.Invalid($"The specified bucket name is not valid. '{name}': {why}.");

    private static CatalogException InvalidNamespace(string name, string why) =>
        CatalogException.Invalid($"The specified namespace name is not valid. '{name}': {why}.");

    [GeneratedRegex(@"^[0-9a-z-]*\z")]
    private static partial Regex BucketForm();

    [GeneratedRegex(@"^[0-9a-z_]*\z")]
    private static partial Regex WordForm();
}

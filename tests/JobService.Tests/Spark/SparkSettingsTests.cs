using Floe.JobService.Spark.Settings;
using Floe.ServiceDefaults.Platform;

namespace Floe.JobService.Tests.Spark;

/// <summary>docs/spark.md has the exact settings of each target and catalog form: it is what pins them.</summary>
public sealed class SparkSettingsTests
{
    private const string CatalogPrefix = "spark.sql.catalog.s3tablesbucket";

    [Theory]
    [InlineData(PlatformTarget.Embedded)]
    [InlineData(PlatformTarget.Local)]
    [InlineData(PlatformTarget.Aws)]
    public void The_settings_of_a_target_are_those_in_the_docs(PlatformTarget target)
    {
        var settings = Of(target, SparkCatalogForm.Rest);

        Assert.Equal(Documented($"{target}"), Lines(settings.Conf));
        Assert.Equal(Documented($"{target} environment"), Lines(settings.Environment).Concat(settings.SecretVariables.Select(name => $"{name}=…")));
    }

    [Theory]
    [InlineData(PlatformTarget.Embedded)]
    [InlineData(PlatformTarget.Local)]
    [InlineData(PlatformTarget.Aws)]
    public void The_other_catalog_form_differs_in_the_catalog_alone(PlatformTarget target)
    {
        var rest = Lines(Of(target, SparkCatalogForm.Rest).Conf);
        var s3Tables = Lines(Of(target, SparkCatalogForm.S3Tables).Conf);

        Assert.Equal(Documented($"{target} s3tables"), s3Tables.Where(IsCatalog));
        Assert.Equal(rest.Where(line => !IsCatalog(line)), s3Tables.Where(line => !IsCatalog(line)));
    }

    [Fact]
    public void A_job_without_a_table_bucket_has_no_catalog() =>
        Assert.DoesNotContain(SparkSettings.For(Samples.Platform(PlatformTarget.Local), new(Samples.JobId, null, null)).Conf.Keys, key => key.StartsWith("spark.sql.catalog", StringComparison.Ordinal));

    private static SparkSettings Of(PlatformTarget target, SparkCatalogForm form)
    {
        var platform = Samples.Platform(target, form);
        var bucket = Samples.BucketArn.Replace("us-east-1", platform.Region, StringComparison.Ordinal);
        return SparkSettings.For(platform, new(Samples.JobId, bucket, Samples.TraceParent));
    }

    private static bool IsCatalog(string line) => line.StartsWith(CatalogPrefix, StringComparison.Ordinal);

    private static IEnumerable<string> Lines(IEnumerable<KeyValuePair<string, string>> settings) => settings.Select(pair => $"{pair.Key}={pair.Value}");

    /// <summary>The block behind the comment <c>&lt;!-- settings: NAME --&gt;</c>.</summary>
    private static IEnumerable<string> Documented(string name)
    {
        var lines = File.ReadAllLines(Path.Combine(Repository.Root, "docs", "spark.md"));
        var start = Array.IndexOf(lines, $"<!-- settings: {name} -->");
        Assert.True(start >= 0, $"docs/spark.md has no block '{name}'.");
        return lines.Skip(start + 2).TakeWhile(line => line != "```");
    }
}

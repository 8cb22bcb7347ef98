using Floe.S3Tables.Catalog;

namespace Floe.S3Tables.Tests.Catalog;

public sealed class MetadataLocationsTests
{
    private const string Uuid = "62cc4be3-59b5-4647-a78d-1cdf69ec5ed8";

    [Theory]
    [InlineData($"s3://w/metadata/00000-{Uuid}.metadata.json", "00001")]
    [InlineData($"s3://w/metadata/00099-{Uuid}.gz.metadata.json", "00100")]
    [InlineData($"s3://w/metadata/99999-{Uuid}.metadata.json", "100000")]
    [InlineData("s3://w/metadata/v7.metadata.json", "00000")]
    [InlineData("s3://w/x.metadata.json", "00000")]
    public void The_next_file_counts_on_from_the_present_one(string current, string version) =>
        Assert.StartsWith($"s3://w/metadata/{version}-", MetadataLocations.Next("s3://w", current));

    [Fact]
    public void Two_writers_never_choose_the_same_name() =>
        Assert.NotEqual(MetadataLocations.First("s3://w"), MetadataLocations.First("s3://w"));
}

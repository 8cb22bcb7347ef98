using System.Text.Json;
using Floe.S3Tables.Rest;
using Floe.S3Tables.Tests.TablesApi;

namespace Floe.S3Tables.Tests.Rest;

public sealed class ConfigTests
{
    [Fact]
    public async Task Config_gives_the_prefix_and_the_settings_of_the_data_plane()
    {
        await using var lake = await Lake.StartAsync();

        var (status, body, _) = await lake.SendAsync(HttpMethod.Get, $"/iceberg/v1/config?warehouse={lake.Bucket.Encoded}");
        var config = JsonDocument.Parse(body).RootElement;

        Assert.Equal(200, status);
        Assert.Equal(lake.Bucket.Encoded, config.GetProperty("overrides").GetProperty("prefix").GetString());
        Assert.Equal(lake.Endpoint.GetLeftPart(UriPartial.Authority), config.GetProperty("defaults").GetProperty("s3.endpoint").GetString());
        Assert.Equal("true", config.GetProperty("defaults").GetProperty("s3.path-style-access").GetString());
        Assert.Equal("us-east-1", config.GetProperty("defaults").GetProperty("client.region").GetString());
        Assert.False(config.TryGetProperty("endpoints", out _));
    }

    [Fact]
    public async Task The_lenient_profile_lists_its_endpoints()
    {
        await using var lake = await Lake.StartAsync(new() { RestProfile = RestProfile.Lenient });

        var (_, body, _) = await lake.SendAsync(HttpMethod.Get, $"/iceberg/v1/config?warehouse={lake.Bucket.Encoded}");

        var endpoints = JsonDocument.Parse(body).RootElement.GetProperty("endpoints").EnumerateArray().Select(item => item.GetString());
        Assert.Contains("POST /v1/{prefix}/namespaces/{namespace}/properties", endpoints);
    }

    [Theory]
    [InlineData("/iceberg/v1/config", 400)]
    [InlineData("/iceberg/v1/config?warehouse=lake", 400)]
    [InlineData("/iceberg/v1/config?warehouse=arn:aws:s3tables:us-east-1:000000000000:bucket/missing", 404)]
    [InlineData("/iceberg/v1/lake/namespaces", 400)]
    public async Task What_is_no_table_bucket_is_refused_in_icebergs_form(string target, int status)
    {
        await using var lake = await Lake.StartAsync();

        var (answered, body, _) = await lake.SendAsync(HttpMethod.Get, target);
        var error = JsonDocument.Parse(body).RootElement.GetProperty("error");

        Assert.Equal(status, answered);
        Assert.Equal(status, error.GetProperty("code").GetInt32());
        Assert.NotEmpty(error.GetProperty("type").GetString()!);
        Assert.NotEmpty(error.GetProperty("message").GetString()!);
    }

    [Theory]
    [InlineData("POST", "/iceberg/v1/{prefix}/transactions/commit")]
    [InlineData("GET", "/iceberg/v1/{prefix}/namespaces/ns/views")]
    [InlineData("POST", "/iceberg/v1/oauth/tokens")]
    [InlineData("POST", "/iceberg/v1/{prefix}/namespaces/ns/properties")]
    public async Task What_amazon_s3_tables_does_not_have_the_strict_profile_does_not_have(string method, string target)
    {
        await using var lake = await Lake.StartAsync();

        var (status, body, _) = await lake.SendAsync(new(method), target.Replace("{prefix}", lake.Bucket.Encoded), "{}");

        Assert.Equal((404, "<UnknownOperationException/>\n"), (status, body));
    }
}

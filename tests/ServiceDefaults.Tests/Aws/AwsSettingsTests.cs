using Amazon.Runtime;
using Amazon.S3;
using Amazon.S3.Model;
using Floe.ServiceDefaults.Aws;
using Floe.ServiceDefaults.Startup;

namespace Floe.ServiceDefaults.Tests.Aws;

public sealed class AwsSettingsTests
{
    private static readonly (string, string) Region = ("AWS_REGION", "eu-west-1");

    [Fact]
    public async Task A_local_service_needs_nothing_but_its_endpoint_and_keys()
    {
        var aws = Read(("AWS_ENDPOINT_URL", "http://127.0.0.1:4580"), ("AWS_ACCESS_KEY_ID", "test"), ("AWS_SECRET_ACCESS_KEY", "secret"));
        Assert.Equal(("us-east-1", new Uri("http://127.0.0.1:4580")), (aws.Region, aws.S3Endpoint));
        Assert.Equal(new Uri("http://127.0.0.1:4580"), aws.S3TablesEndpoint);
        Assert.Equal("http://127.0.0.1:4580/iceberg", aws.IcebergEndpoint.AbsoluteUri);
        var keys = await aws.Credentials.GetCredentialsAsync();
        Assert.Equal(("test", "secret", ""), (keys.AccessKey, keys.SecretKey, keys.Token));
    }

    [Fact]
    public void A_services_own_endpoint_wins_over_the_one_for_all()
    {
        var aws = Read(("AWS_ENDPOINT_URL", "http://all:1"), ("AWS_ENDPOINT_URL_S3", "http://s3:2"), ("AWS_ENDPOINT_URL_S3TABLES", "http://tables:3"));
        Assert.Equal((new Uri("http://s3:2"), new Uri("http://tables:3")), (aws.S3Endpoint!, aws.S3TablesEndpoint));
    }

    [Theory]
    [InlineData("eu-west-1", "https://s3tables.eu-west-1.amazonaws.com/iceberg")]
    [InlineData("cn-north-1", "https://s3tables.cn-north-1.amazonaws.com.cn/iceberg")]
    public void On_AWS_the_endpoints_follow_from_the_region(string region, string iceberg)
    {
        var aws = Read(("AWS_REGION", region));
        Assert.Null(aws.S3Endpoint);
        Assert.Equal(iceberg, aws.IcebergEndpoint.AbsoluteUri);
    }

    [Fact]
    public void The_default_region_counts_where_no_region_is_set() => Assert.Equal("us-west-2", Read(("AWS_DEFAULT_REGION", "us-west-2")).Region);

    [Fact]
    public void Endpoints_can_be_switched_off_all_at_once() =>
        Assert.Null(Read(Region, ("AWS_ENDPOINT_URL", "http://127.0.0.1:1"), ("AWS_IGNORE_CONFIGURED_ENDPOINT_URLS", "true")).S3Endpoint);

    [Fact]
    public async Task A_session_token_goes_with_its_keys()
    {
        var keys = await Read(Region, ("AWS_ACCESS_KEY_ID", "id"), ("AWS_SECRET_ACCESS_KEY", "secret"), ("AWS_SESSION_TOKEN", "token")).Credentials.GetCredentialsAsync();
        Assert.Equal("token", keys.Token);
    }

    [Fact]
    public void Without_keys_the_SDKs_chain_is_left_until_the_first_request() =>
        Assert.IsNotType<BasicAWSCredentials>(Read(Region).Credentials);

    [Theory]
    [InlineData("AWS_ENDPOINT_URL_S3", "localhost:4580", "AWS_ENDPOINT_URL_S3 is 'localhost:4580', which is no http or https URL.")]
    [InlineData("AWS_ENDPOINT_URL", "here", "AWS_ENDPOINT_URL is 'here', which is no http or https URL.")]
    [InlineData("AWS_ACCESS_KEY_ID", "test", "AWS_ACCESS_KEY_ID is set but AWS_SECRET_ACCESS_KEY is not.")]
    [InlineData("AWS_SECRET_ACCESS_KEY", "test", "AWS_SECRET_ACCESS_KEY is set but AWS_ACCESS_KEY_ID is not.")]
    public void A_wrong_setting_is_named_with_what_is_wrong(string key, string value, string message)
    {
        var error = Assert.Throws<StartupException>(() => Read(Region, (key, value)));
        Assert.StartsWith(message, error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("http://localhost:4580", "http://localhost:4580/data/a%20b.csv")]
    [InlineData(null, "https://data.s3.eu-west-1.amazonaws.com/a%20b.csv")]
    public async Task Buckets_are_addressed_by_path_except_on_AWS(string? endpoint, string address)
    {
        var aws = Read(Region, ("AWS_ACCESS_KEY_ID", "test"), ("AWS_SECRET_ACCESS_KEY", "test"), ("AWS_ENDPOINT_URL_S3", endpoint));
        using var s3 = aws.CreateS3();
        var url = await s3.GetPreSignedURLAsync(new GetPreSignedUrlRequest
        {
            BucketName = "data",
            Key = "a b.csv",
            Expires = DateTime.UtcNow.AddMinutes(5),
            Protocol = endpoint is null ? Protocol.HTTPS : Protocol.HTTP,
        });
        Assert.StartsWith(address + "?", url, StringComparison.Ordinal);
        Assert.Contains("%2Feu-west-1%2Fs3%2Faws4_request", url, StringComparison.Ordinal);
    }

    private static AwsSettings Read(params (string Key, string? Value)[] settings) => AwsSettings.FromConfiguration(Settings.Of(settings));
}

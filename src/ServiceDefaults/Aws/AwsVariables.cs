namespace Floe.ServiceDefaults.Aws;

/// <summary>The AWS SDKs' own names; as configuration keys and as environment variables they are spelled alike.</summary>
public static class AwsVariables
{
    public const string Region = "AWS_REGION";
    public const string DefaultRegion = "AWS_DEFAULT_REGION";
    public const string Endpoint = "AWS_ENDPOINT_URL";
    public const string S3Endpoint = "AWS_ENDPOINT_URL_S3";
    public const string S3TablesEndpoint = "AWS_ENDPOINT_URL_S3TABLES";
    public const string IgnoreEndpoints = "AWS_IGNORE_CONFIGURED_ENDPOINT_URLS";
    public const string AccessKeyId = "AWS_ACCESS_KEY_ID";
    public const string SecretAccessKey = "AWS_SECRET_ACCESS_KEY";
    public const string SessionToken = "AWS_SESSION_TOKEN";
}

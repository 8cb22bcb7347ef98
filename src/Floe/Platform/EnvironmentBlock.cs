namespace Floe.Cli.Platform;

/// <summary>The standard variables that send the AWS CLI and every AWS SDK to the local services.</summary>
internal static class EnvironmentBlock
{
    public static IReadOnlyList<KeyValuePair<string, string>> For(PlatformHost platform) =>
    [
        new("AWS_ENDPOINT_URL_S3", platform.AwsEndpoint.OriginalString.TrimEnd('/')),
        new("AWS_ENDPOINT_URL_S3TABLES", platform.AwsEndpoint.OriginalString.TrimEnd('/')),
        new("AWS_REGION", platform.Aws.Region),
        new("AWS_DEFAULT_REGION", platform.Aws.Region),
        new("AWS_ACCESS_KEY_ID", PlatformHost.AccessKeyId),
        new("AWS_SECRET_ACCESS_KEY", PlatformHost.SecretAccessKey),
    ];

    /// <summary>A line a variable, in the form of the shell that is usual on this system.</summary>
    public static IEnumerable<string> Lines(PlatformHost platform) => For(platform).Select(pair => OperatingSystem.IsWindows()
        ? $"$env:{pair.Key} = '{pair.Value}'"
        : $"export {pair.Key}={pair.Value}");
}

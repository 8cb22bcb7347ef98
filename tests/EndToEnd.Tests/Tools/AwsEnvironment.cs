namespace Floe.EndToEnd.Tests.Tools;

/// <summary>
/// The environment that sends an AWS tool to one endpoint and nowhere else: whatever the machine has set for AWS or for proxies is gone, and its
/// configuration files are ours.
/// </summary>
internal sealed class AwsEnvironment : IDisposable
{
    public const string Region = "us-east-1";

    private static readonly string[] NotInherited = ["AWS_", "BOTO", "HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "NO_PROXY", "OTEL_"];

    /// <summary>Version 1 of the CLI presigns by Signature Version 2 in us-east-1 unless it is told otherwise; version 2 never does.</summary>
    private const string PresignByVersion4 = "[default]\ns3 =\n    signature_version = s3v4\n";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("floe-aws-");
    private readonly Dictionary<string, string> _variables;

    private AwsEnvironment(Uri? endpoint, string accessKeyId, string secretAccessKey)
    {
        _variables = new()
        {
            ["AWS_REGION"] = Region,
            ["AWS_DEFAULT_REGION"] = Region,
            ["AWS_ACCESS_KEY_ID"] = accessKeyId,
            ["AWS_SECRET_ACCESS_KEY"] = secretAccessKey,
            ["AWS_CONFIG_FILE"] = NewFile("config", PresignByVersion4),
            ["AWS_SHARED_CREDENTIALS_FILE"] = NewFile("credentials", ""),
            ["AWS_PAGER"] = "",
            ["AWS_EC2_METADATA_DISABLED"] = "true",
            // A retry would hide an answer that should not have been given.
            ["AWS_MAX_ATTEMPTS"] = "1",
            ["PYTHONIOENCODING"] = "utf-8",
        };
        if (endpoint is null) return;
        _variables["AWS_ENDPOINT_URL_S3"] = endpoint.OriginalString.TrimEnd('/');
        _variables["AWS_ENDPOINT_URL_S3TABLES"] = endpoint.OriginalString.TrimEnd('/');
    }

    /// <summary>The block that `floe up` prints: no option of the tool says where the service is.</summary>
    public static AwsEnvironment For(Uri endpoint, string accessKeyId = "test", string secretAccessKey = "test") => new(endpoint, accessKeyId, secretAccessKey);

    /// <summary>Credentials and region only: the tool gets the endpoint by its own option.</summary>
    public static AwsEnvironment WithoutEndpoint() => new(null, "test", "test");

    public void ApplyTo(IDictionary<string, string?> environment)
    {
        foreach (var name in environment.Keys.Where(IsNotInherited).ToList()) environment.Remove(name);
        foreach (var (name, value) in _variables) environment[name] = value;
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private static bool IsNotInherited(string name) => NotInherited.Any(start => name.StartsWith(start, StringComparison.OrdinalIgnoreCase));

    private string NewFile(string name, string content)
    {
        var path = Path.Combine(_folder.FullName, name);
        File.WriteAllText(path, content);
        return path;
    }
}

namespace Floe.S3Tables.Http;

/// <summary>The services behind the port: keys of their handlers in dependency injection, and of credential scopes where AWS has the service.</summary>
public static class Services
{
    public const string S3 = "s3";
    public const string S3Tables = "s3tables";
    public const string Iceberg = "iceberg";
    public const string Floe = "floe";

    public static readonly IReadOnlyList<string> All = [S3, S3Tables, Iceberg, Floe];
}

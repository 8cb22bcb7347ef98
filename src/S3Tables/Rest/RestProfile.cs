namespace Floe.S3Tables.Rest;

public enum RestProfile
{
    /// <summary>What Amazon S3 Tables accepts, and no more: a job that works here works there.</summary>
    Strict,

    /// <summary>
    /// More of the Iceberg REST specification: staged creates, namespace properties, drop without asking for a purge, metrics reports, a list of
    /// endpoints.
    /// </summary>
    Lenient,
}

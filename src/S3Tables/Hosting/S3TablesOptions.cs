using Floe.S3Tables.Authorization.Identities;
using Floe.S3Tables.Catalog;
using Floe.S3Tables.Client.Signing;

namespace Floe.S3Tables.Hosting;

/// <summary>How a S3 Tables service runs. Everything has a default.</summary>
public sealed record S3TablesOptions
{
    public const int DefaultPort = 4580;

    /// <summary>Where objects and the catalog are kept. Null: a temporary folder, deleted when the host is disposed.</summary>
    public string? DataFolder { get; init; }

    /// <summary>The address to listen on. Anything but loopback lets others reach the service.</summary>
    public string Address { get; init; } = "127.0.0.1";

    /// <summary>The port to listen on; 0 takes a free one.</summary>
    public int Port { get; init; } = DefaultPort;

    /// <summary>
    /// Names by which clients reach the service and below which hosts name a bucket, <c>bucket.name</c> (virtual-host style), without ports. Below
    /// <c>localhost</c> and AWS's own names they do always.
    /// </summary>
    public IReadOnlyList<string> HostNames { get; init; } = [];

    /// <summary>The key pair of the account's own user.</summary>
    public AwsCredentials Credentials { get; init; } = new("test", "test");

    /// <summary>Further users: what they may do is up to their policies and those of table buckets and tables.</summary>
    public IReadOnlyList<UserSettings> Users { get; init; } = [];

    /// <summary>Whether signatures are checked.</summary>
    public S3TablesAuth Auth { get; init; } = S3TablesAuth.SigV4;

    /// <summary>Twelve digits, part of every ARN.</summary>
    public string AccountId { get; init; } = "000000000000";

    public string Region { get; init; } = "us-east-1";

    /// <summary>Quotas, and how closely the Iceberg REST catalog keeps to AWS's limits.</summary>
    public CatalogOptions Catalog { get; init; } = new();

    /// <summary>The clock of objects, tables and maintenance. Signatures are always checked by the machine's own.</summary>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;
}

public enum S3TablesAuth
{
    SigV4,
    None,
}

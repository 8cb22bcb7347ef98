using Floe.S3Tables.Client.Contracts;

namespace Floe.EndToEnd.Tests.Compatibility.Clients.DotNet;

/// <summary>Table buckets, namespaces and tables.</summary>
internal static class TablesCatalog
{
    private static readonly ContractsJson Contracts = ContractsJson.Default;

    public static Dictionary<string, TablesOperation> Operations { get; } = new()
    {
        ["CreateTableBucket"] = (client, input, token) =>
            client.CreateTableBucketAsync(input.Read(Contracts.CreateTableBucketRequest), token).As(Contracts.CreateTableBucketResponse),
        ["GetTableBucket"] = (client, input, token) => client.GetTableBucketAsync(input.Bucket(), token).As(Contracts.GetTableBucketResponse),
        ["ListTableBuckets"] = (client, input, token) => client
            .ListTableBucketsPageAsync(input.TextOrNull("prefix"), input.TextOrNull("continuationToken"), input.IntOrNull("maxBuckets"), input.TextOrNull("type"), token)
            .As(Contracts.ListTableBucketsResponse),
        ["DeleteTableBucket"] = (client, input, token) => client.DeleteTableBucketAsync(input.Bucket(), token).AsEmpty(),

        ["CreateNamespace"] = (client, input, token) =>
            client.CreateNamespaceAsync(input.Bucket(), input.Texts("namespace").Single(), token).As(Contracts.CreateNamespaceResponse),
        ["GetNamespace"] = (client, input, token) => client.GetNamespaceAsync(input.Bucket(), input.Text("namespace"), token).As(Contracts.GetNamespaceResponse),
        ["ListNamespaces"] = (client, input, token) => client
            .ListNamespacesPageAsync(input.Bucket(), input.TextOrNull("prefix"), input.TextOrNull("continuationToken"), input.IntOrNull("maxNamespaces"), token)
            .As(Contracts.ListNamespacesResponse),
        ["DeleteNamespace"] = (client, input, token) => client.DeleteNamespaceAsync(input.Bucket(), input.Text("namespace"), token).AsEmpty(),

        ["CreateTable"] = (client, input, token) =>
            client.CreateTableAsync(input.Bucket(), input.Text("namespace"), WireNames.Of(input).Read(Contracts.CreateTableRequest), token).As(Contracts.CreateTableResponse),
        ["GetTable"] = (client, input, token) =>
            (input.ContainsKey("tableArn") ? client.GetTableAsync(input.TableArn(), token) : client.GetTableAsync(input.Table(), token)).As(Contracts.GetTableResponse),
        ["ListTables"] = (client, input, token) => client
            .ListTablesPageAsync(
                input.Bucket(), input.TextOrNull("namespace"), input.TextOrNull("prefix"), input.TextOrNull("continuationToken"), input.IntOrNull("maxTables"), token)
            .As(Contracts.ListTablesResponse),
        ["DeleteTable"] = (client, input, token) => client.DeleteTableAsync(input.Table(), input.TextOrNull("versionToken"), token).AsEmpty(),
        ["RenameTable"] = (client, input, token) => client.RenameTableAsync(input.Table(), input.Read(Contracts.RenameTableRequest), token).AsEmpty(),
        ["GetTableMetadataLocation"] = (client, input, token) =>
            client.GetTableMetadataLocationAsync(input.Table(), token).As(Contracts.GetTableMetadataLocationResponse),
        ["UpdateTableMetadataLocation"] = (client, input, token) => client
            .UpdateTableMetadataLocationAsync(input.Table(), input.Read(Contracts.UpdateTableMetadataLocationRequest), token)
            .As(Contracts.UpdateTableMetadataLocationResponse),
    };
}

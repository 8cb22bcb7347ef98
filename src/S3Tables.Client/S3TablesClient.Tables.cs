using System.Runtime.CompilerServices;
using Floe.S3Tables.Client.Contracts;

namespace Floe.S3Tables.Client;

public sealed partial class S3TablesClient
{
    public Task<CreateTableResponse> CreateTableAsync(
        TableBucketArn bucket, string @namespace, CreateTableRequest request, CancellationToken cancellationToken = default) =>
        PutAsync(
            $"/tables/{bucket.Encoded}/{Uri.EscapeDataString(@namespace)}", request,
            ContractsJson.Default.CreateTableRequest, ContractsJson.Default.CreateTableResponse, cancellationToken);

    public Task<GetTableResponse> GetTableAsync(TableReference table, CancellationToken cancellationToken = default) =>
        GetAsync(
            WithQuery("/get-table", ("tableBucketARN", table.Bucket), ("namespace", table.Namespace), ("name", table.Name)),
            ContractsJson.Default.GetTableResponse, cancellationToken);

    public Task<GetTableResponse> GetTableAsync(TableArn table, CancellationToken cancellationToken = default) =>
        GetAsync(WithQuery("/get-table", ("tableArn", table)), ContractsJson.Default.GetTableResponse, cancellationToken);

    /// <param name="table">The table, whose data goes with it.</param>
    /// <param name="versionToken">Deletes only this version of the table; null deletes whatever it is.</param>
    /// <param name="cancellationToken">Gives up waiting; the table may be gone all the same.</param>
    public Task DeleteTableAsync(TableReference table, string? versionToken = null, CancellationToken cancellationToken = default) =>
        DeleteAsync(WithQuery(table.Path, ("versionToken", versionToken)), cancellationToken);

    public Task RenameTableAsync(TableReference table, RenameTableRequest request, CancellationToken cancellationToken = default) =>
        PutAsync($"{table.Path}/rename", request, ContractsJson.Default.RenameTableRequest, cancellationToken);

    public Task<GetTableMetadataLocationResponse> GetTableMetadataLocationAsync(TableReference table, CancellationToken cancellationToken = default) =>
        GetAsync($"{table.Path}/metadata-location", ContractsJson.Default.GetTableMetadataLocationResponse, cancellationToken);

    /// <summary>Compare and swap: a version token that is not the current one is a conflict.</summary>
    public Task<UpdateTableMetadataLocationResponse> UpdateTableMetadataLocationAsync(
        TableReference table, UpdateTableMetadataLocationRequest request, CancellationToken cancellationToken = default) =>
        PutAsync(
            $"{table.Path}/metadata-location", request,
            ContractsJson.Default.UpdateTableMetadataLocationRequest, ContractsJson.Default.UpdateTableMetadataLocationResponse, cancellationToken);

    /// <summary>One page. <paramref name="maxTables"/>: 1 to 1000.</summary>
    public Task<ListTablesResponse> ListTablesPageAsync(
        TableBucketArn bucket,
        string? @namespace = null,
        string? prefix = null,
        string? continuationToken = null,
        int? maxTables = null,
        CancellationToken cancellationToken = default) =>
        GetAsync(
            WithQuery(
                $"/tables/{bucket.Encoded}",
                ("namespace", @namespace), ("prefix", prefix), ("continuationToken", continuationToken), ("maxTables", maxTables)),
            ContractsJson.Default.ListTablesResponse, cancellationToken);

    /// <summary>All tables of a namespace, or of the table bucket where <paramref name="namespace"/> is null, page after page.</summary>
    public async IAsyncEnumerable<TableSummary> ListTablesAsync(
        TableBucketArn bucket, string? @namespace = null, string? prefix = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        string? token = null;
        do
        {
            var page = await ListTablesPageAsync(bucket, @namespace, prefix, token, cancellationToken: cancellationToken);
            foreach (var table in page.Tables) yield return table;
            token = page.ContinuationToken;
        }
        while (token is not null);
    }
}

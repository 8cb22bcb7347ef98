using System.Text.Json;
using System.Text.Json.Nodes;
using Floe.S3Tables.Client;

namespace Floe.EndToEnd.Tests.Compatibility.Clients.DotNet;

/// <summary>The client's own walks over all pages; their page is the service's default.</summary>
internal static class TablesPaging
{
    public static async Task<JsonObject> RunAsync(S3TablesClient client, ClientRequest request, CancellationToken cancellationToken)
    {
        var input = request.Input;
        var prefix = input.TextOrNull("prefix");
        return request.Operation switch
        {
            "ListTableBuckets" => Named("tableBuckets", await client.ListTableBucketsAsync(prefix, cancellationToken).ToListAsync(cancellationToken)),
            "ListNamespaces" => Named("namespaces", await client.ListNamespacesAsync(input.Bucket(), prefix, cancellationToken).ToListAsync(cancellationToken)),
            "ListTables" => Named(
                "tables", await client.ListTablesAsync(input.Bucket(), input.TextOrNull("namespace"), prefix, cancellationToken).ToListAsync(cancellationToken)),
            _ => throw new NotSupportedException($"{request.Operation} has no pages."),
        };
    }

    private static JsonObject Named<T>(string list, List<T> items) => new() { [list] = JsonSerializer.SerializeToNode(items, JsonSerializerOptions.Web) };
}

using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using Floe.S3Tables.Client;

namespace Floe.EndToEnd.Tests.Compatibility.Clients.DotNet;

/// <summary>From the service model's input to the typed calls of Floe's S3 Tables client, and its contracts back to the model's output.</summary>
internal static class TablesOperations
{
    private static readonly Dictionary<string, TablesOperation> All = new([.. TablesCatalog.Operations, .. TablesSettings.Operations]);

    public static Task<JsonObject> RunAsync(S3TablesClient client, ClientRequest request, CancellationToken cancellationToken) =>
        request.Action == ClientAction.Paginate
            ? TablesPaging.RunAsync(client, request, cancellationToken)
            : All[request.Operation](client, request.Input, cancellationToken);

    public static TableBucketArn Bucket(this JsonObject input) => TableBucketArn.Parse(input.Text("tableBucketARN"));

    public static TableReference Table(this JsonObject input) => new(input.Bucket(), input.Text("namespace"), input.Text("name"));

    public static TableArn TableArn(this JsonObject input) => Floe.S3Tables.Client.TableArn.Parse(input.Text("tableArn"));

    public static T Read<T>(this JsonNode node, JsonTypeInfo<T> type) => node.Deserialize(type)!;

    public static async Task<JsonObject> As<T>(this Task<T> response, JsonTypeInfo<T> type) =>
        JsonSerializer.SerializeToNode(await response, type)!.AsObject();

    /// <summary>An operation whose answer says nothing.</summary>
    public static async Task<JsonObject> AsEmpty(this Task response)
    {
        await response;
        return [];
    }
}

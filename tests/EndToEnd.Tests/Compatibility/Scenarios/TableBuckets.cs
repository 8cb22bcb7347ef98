using System.Text.Json.Nodes;
using Floe.EndToEnd.Tests.Compatibility.Clients;

namespace Floe.EndToEnd.Tests.Compatibility.Scenarios;

internal static class TableBuckets
{
    /// <summary>Deletes a table bucket with all that is in it, if it is there.</summary>
    public static async Task ClearAwayAsync(Func<string, object, Task<JsonObject>> call, string name)
    {
        var found = (await call("ListTableBuckets", new { prefix = name })).Items("tableBuckets").FirstOrDefault(bucket => bucket.Text("name") == name);
        if (found is null) return;

        var tableBucketARN = found.Text("arn");
        foreach (var table in (await call("ListTables", new { tableBucketARN })).Items("tables"))
            await call("DeleteTable", new { tableBucketARN, @namespace = table.Texts("namespace").Single(), name = table.Text("name") });
        foreach (var item in (await call("ListNamespaces", new { tableBucketARN })).Items("namespaces"))
            await call("DeleteNamespace", new { tableBucketARN, @namespace = item.Texts("namespace").Single() });
        await call("DeleteTableBucket", new { tableBucketARN });
    }
}

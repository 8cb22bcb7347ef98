using System.Text.Json.Nodes;
using Floe.EndToEnd.Tests.Compatibility.Clients;

namespace Floe.EndToEnd.Tests.Compatibility.Scenarios.S3Tables;

[Scenarios(Area.S3Tables)]
internal static class TableOperations
{
    [Proves("CreateTable", "GetTable", "ListTables", "DeleteTable")]
    public static async Task A_table_is_made_found_and_deleted(Scene scene)
    {
        var tableBucketARN = await scene.NewTableBucket();
        await scene.Arrange("CreateNamespace", new { tableBucketARN, @namespace = new[] { "sales" } });
        var place = new { tableBucketARN, @namespace = "sales", name = "orders" };

        var created = await scene.Do("CreateTable", new { tableBucketARN, @namespace = "sales", name = "orders", format = "ICEBERG", metadata = Samples.Metadata });
        var byPlace = await scene.Do("GetTable", place);
        var byArn = await scene.Do("GetTable", new { tableArn = created.Text("tableARN") });
        var listed = Assert.Single((await scene.Do("ListTables", new { tableBucketARN })).Items("tables"));
        await scene.Do("DeleteTable", place);

        Assert.StartsWith($"{tableBucketARN}/table/", created.Text("tableARN"));
        Assert.Equal(created.Text("versionToken"), byPlace.Text("versionToken"));
        Assert.Equal(("ICEBERG", byPlace.Text("ownerAccountId")), (byPlace.Text("format"), byPlace.Text("createdBy")));
        Assert.Matches(@"^s3://[0-9a-z-]+--table-s3$", byPlace.Text("warehouseLocation"));
        Assert.Matches($"^{byPlace.Text("warehouseLocation")}/metadata/00000-[0-9a-f-]{{36}}\\.metadata\\.json$", byPlace.Text("metadataLocation"));
        Assert.Equal(byPlace.Text("metadataLocation"), byArn.Text("metadataLocation"));
        foreach (var table in new[] { byPlace, listed })
        {
            Assert.Equal((created.Text("tableARN"), "orders", "customer"), (table.Text("tableARN"), table.Text("name"), table.Text("type")));
            Assert.Equal(["sales"], table.Texts("namespace"));
            Assert.InRange(table.Time("createdAt"), DateTimeOffset.UtcNow.AddMinutes(-5), table.Time("modifiedAt"));
        }
        await scene.Refused("GetTable", place, "NotFoundException", 404);
    }

    [Proves("CreateTable")]
    public static async Task The_first_metadata_says_what_was_asked_for(Scene scene)
    {
        var tableBucketARN = await scene.NewTableBucket();
        await scene.Arrange("CreateNamespace", new { tableBucketARN, @namespace = new[] { "sales" } });
        var place = new { tableBucketARN, @namespace = "sales", name = "orders" };

        await scene.Do("CreateTable", new
        {
            tableBucketARN, @namespace = "sales", name = "orders", format = "ICEBERG",
            metadata = JsonNode.Parse("""
                {"iceberg": {
                  "schema": {"fields": [
                    {"id": 1, "name": "id", "type": "long", "required": true},
                    {"id": 2, "name": "at", "type": "timestamptz"},
                    {"id": 3, "name": "total", "type": "decimal(10,2)"}]},
                  "partitionSpec": {"fields": [{"sourceId": 2, "transform": "day", "name": "at_day"}]},
                  "writeOrder": {"orderId": 1, "fields": [{"sourceId": 1, "transform": "identity", "direction": "asc", "nullOrder": "nulls-first"}]},
                  "properties": {"owner": "sales team"}}}
                """),
        });

        var metadata = await FirstMetadataAsync(scene, place);
        Assert.Equal((2L, 3L), (metadata.Number("format-version"), metadata.Number("last-column-id")));
        var fields = Assert.Single(metadata.Items("schemas")).Items("fields");
        Assert.Equal(["id long true", "at timestamptz false", "total decimal(10,2) false"],
            fields.Select(field => $"{field.Text("name")} {field.Text("type").Replace(" ", "", StringComparison.Ordinal)} {field.Text("required")}"));
        var partition = Assert.Single(Assert.Single(metadata.Items("partition-specs")).Items("fields"));
        Assert.Equal(("at_day", "day", 2L), (partition.Text("name"), partition.Text("transform"), partition.Number("source-id")));
        Assert.Equal(1, metadata.Number("default-sort-order-id"));
        Assert.Equal("sales team", metadata.Map("properties")["owner"]);
    }

    [Proves("CreateTable")]
    public static async Task A_schema_may_have_nested_types(Scene scene)
    {
        var tableBucketARN = await scene.NewTableBucket();
        await scene.Arrange("CreateNamespace", new { tableBucketARN, @namespace = new[] { "sales" } });

        await scene.Do("CreateTable", new
        {
            tableBucketARN, @namespace = "sales", name = "nested", format = "ICEBERG",
            metadata = JsonNode.Parse("""
                {"iceberg": {"schemaV2": {"type": "struct", "fields": [
                  {"id": 1, "name": "id", "type": "long", "required": true},
                  {"id": 2, "name": "tags", "required": false, "type": {"type": "list", "element-id": 3, "element": "string", "element-required": true}}]}}}
                """),
        });

        var metadata = await FirstMetadataAsync(scene, new { tableBucketARN, @namespace = "sales", name = "nested" });
        Assert.Equal("list", Assert.Single(metadata.Items("schemas")).Items("fields")[1]["type"]!.Text("type"));
        Assert.Equal(3, metadata.Number("last-column-id"));
    }

    [Proves("CreateTable", "GetTable", "GetTableMetadataLocation")]
    public static async Task A_table_made_without_metadata_has_none(Scene scene)
    {
        var tableBucketARN = await scene.NewTableBucket();
        await scene.Arrange("CreateNamespace", new { tableBucketARN, @namespace = new[] { "sales" } });
        var place = new { tableBucketARN, @namespace = "sales", name = "bare" };

        await scene.Do("CreateTable", new { tableBucketARN, @namespace = "sales", name = "bare", format = "ICEBERG" });

        Assert.Null((await scene.Do("GetTable", place)).TextOrNull("metadataLocation"));
        Assert.Null((await scene.Do("GetTableMetadataLocation", place)).TextOrNull("metadataLocation"));
    }

    [Proves("CreateTable")]
    public static async Task A_name_is_given_once_and_follows_the_rules(Scene scene)
    {
        var table = await scene.NewTable(withMetadata: false);

        await scene.Refused("CreateTable", new { tableBucketARN = table.Bucket, @namespace = table.Namespace, name = table.Name, format = "ICEBERG" }, "ConflictException", 409);
        await scene.Refused("CreateTable", new { tableBucketARN = table.Bucket, @namespace = table.Namespace, name = "Upper-Case", format = "ICEBERG" }, "BadRequestException", 400);
        await scene.Refused("CreateTable", new { tableBucketARN = table.Bucket, @namespace = "missing", name = "orders", format = "ICEBERG" }, "NotFoundException", 404);
    }

    [Proves("ListTables")]
    public static async Task Pages_miss_nothing_and_repeat_nothing(Scene scene)
    {
        var tableBucketARN = await scene.NewTableBucket();
        foreach (var name in new[] { "eu", "us" }) await scene.Arrange("CreateNamespace", new { tableBucketARN, @namespace = new[] { name } });
        foreach (var name in new[] { "a_1", "a_2", "a_3", "b_1" }) await scene.NewTable(tableBucketARN, "eu", name, withMetadata: false);
        await scene.NewTable(tableBucketARN, "us", "a_1", withMetadata: false);

        var first = await scene.Do("ListTables", new { tableBucketARN, @namespace = "eu", prefix = "a", maxTables = 2 });
        var second = await scene.Do("ListTables", new { tableBucketARN, @namespace = "eu", prefix = "a", maxTables = 2, continuationToken = first.Text("continuationToken") });
        var all = await scene.DoAllPages("ListTables", new { tableBucketARN }, 2);

        Assert.Equal(["a_1", "a_2"], first.Items("tables").Select(table => table.Text("name")));
        Assert.Equal(["a_3"], second.Items("tables").Select(table => table.Text("name")));
        Assert.Null(second.TextOrNull("continuationToken"));
        Assert.Equal(["eu.a_1", "eu.a_2", "eu.a_3", "eu.b_1", "us.a_1"], all.Items("tables").Select(table => $"{table.Texts("namespace").Single()}.{table.Text("name")}"));
    }

    [Proves("RenameTable")]
    public static async Task A_rename_moves_the_name_and_nothing_else(Scene scene)
    {
        var table = await scene.NewTable();
        await scene.Arrange("CreateNamespace", new { tableBucketARN = table.Bucket, @namespace = new[] { "archive" } });
        var before = await scene.Arrange("GetTable", table.Place);

        await scene.Do("RenameTable", new
        {
            tableBucketARN = table.Bucket, @namespace = table.Namespace, name = table.Name, newNamespaceName = "archive", newName = "orders_2024", versionToken = before.Text("versionToken"),
        });

        var after = await scene.Arrange("GetTable", new { tableBucketARN = table.Bucket, @namespace = "archive", name = "orders_2024" });
        Assert.Equal(table.Arn, after.Text("tableARN"));
        Assert.Equal(before.Text("warehouseLocation"), after.Text("warehouseLocation"));
        Assert.Equal(before.Text("metadataLocation"), after.Text("metadataLocation"));
        await scene.Refused("RenameTable", new { tableBucketARN = table.Bucket, @namespace = table.Namespace, name = table.Name, newName = "x" }, "NotFoundException", 404);
    }

    [Proves("RenameTable")]
    public static async Task A_rename_to_nothing_or_by_an_old_token_is_refused(Scene scene)
    {
        var table = await scene.NewTable();

        await scene.Refused("RenameTable", table.Place, "BadRequestException", 400);
        await scene.Refused(
            "RenameTable", new { tableBucketARN = table.Bucket, @namespace = table.Namespace, name = table.Name, newName = "x", versionToken = "00000000000000000000" },
            "ConflictException", 409);
    }

    [Proves("DeleteTable")]
    public static async Task A_table_is_deleted_by_its_current_token_only(Scene scene)
    {
        var table = await scene.NewTable();

        await scene.Refused(
            "DeleteTable", new { tableBucketARN = table.Bucket, @namespace = table.Namespace, name = table.Name, versionToken = "00000000000000000000" }, "ConflictException", 409);
        await scene.Do("DeleteTable", new { tableBucketARN = table.Bucket, @namespace = table.Namespace, name = table.Name, versionToken = table.VersionToken });

        await scene.Refused("DeleteTable", table.Place, "NotFoundException", 404);
    }

    private static async Task<JsonNode> FirstMetadataAsync(Scene scene, object place)
    {
        var location = new Uri((await scene.Arrange("GetTableMetadataLocation", place)).Text("metadataLocation"));
        var got = await scene.Arrange("GetObject", new { Bucket = location.Host, Key = location.AbsolutePath[1..] });
        return JsonNode.Parse(got.Bytes("Body"))!;
    }
}

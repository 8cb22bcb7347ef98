using Floe.EndToEnd.Tests.Compatibility.Clients;

namespace Floe.EndToEnd.Tests.Compatibility.Scenarios.S3Tables;

[Scenarios(Area.S3Tables)]
internal static class MetadataLocationOperations
{
    [Proves("GetTableMetadataLocation", "UpdateTableMetadataLocation")]
    public static async Task A_commit_swaps_the_location_and_the_token(Scene scene)
    {
        var table = await scene.NewTable();
        var before = await scene.Do("GetTableMetadataLocation", table.Place);
        var location = await NextMetadata(scene, table);

        var updated = await scene.Do("UpdateTableMetadataLocation", Update(table, before.Text("versionToken"), location));
        var after = await scene.Do("GetTableMetadataLocation", table.Place);

        Assert.Equal(table.Warehouse, after.Text("warehouseLocation"));
        Assert.Equal((location, table.Arn, table.Name), (updated.Text("metadataLocation"), updated.Text("tableARN"), updated.Text("name")));
        Assert.Equal([table.Namespace], updated.Texts("namespace"));
        Assert.Equal((location, updated.Text("versionToken")), (after.Text("metadataLocation"), after.Text("versionToken")));
        Assert.NotEqual(before.Text("versionToken"), after.Text("versionToken"));
    }

    [Proves("UpdateTableMetadataLocation")]
    public static async Task The_second_of_two_commits_from_the_same_version_conflicts(Scene scene)
    {
        var table = await scene.NewTable();
        var location = await NextMetadata(scene, table);
        await scene.Do("UpdateTableMetadataLocation", Update(table, table.VersionToken, location));

        await scene.Refused("UpdateTableMetadataLocation", Update(table, table.VersionToken, await NextMetadata(scene, table)), "ConflictException", 409);

        Assert.Equal(location, (await scene.Arrange("GetTable", table.Place)).Text("metadataLocation"));
    }

    [Proves("UpdateTableMetadataLocation")]
    public static async Task A_location_outside_the_warehouse_or_of_another_kind_is_refused(Scene scene)
    {
        var table = await scene.NewTable();

        foreach (var location in new[] { "s3://elsewhere/metadata/00001.metadata.json", $"{table.Warehouse}/metadata/00001.json" })
            await scene.Refused("UpdateTableMetadataLocation", Update(table, table.VersionToken, location), "BadRequestException", 400);
    }

    private static object Update(SceneTable table, string versionToken, string metadataLocation) =>
        new { tableBucketARN = table.Bucket, @namespace = table.Namespace, name = table.Name, versionToken, metadataLocation };

    /// <summary>Writes a next metadata file, a copy of the current one, as a client of the catalog does before it commits.</summary>
    private static async Task<string> NextMetadata(Scene scene, SceneTable table)
    {
        var current = new Uri((await scene.Arrange("GetTable", table.Place)).Text("metadataLocation"));
        var bytes = (await scene.Arrange("GetObject", new { Bucket = current.Host, Key = current.AbsolutePath[1..] })).Bytes("Body");
        var key = $"metadata/00001-{Guid.NewGuid()}.metadata.json";
        await scene.Arrange("PutObject", new { Bucket = table.WarehouseBucket, Key = key, Body = bytes });
        return $"{table.Warehouse}/{key}";
    }
}

using System.Text.Json;
using Floe.S3Tables.Client;
using Floe.S3Tables.Client.Contracts;

namespace Floe.S3Tables.Tests.TablesApi;

public sealed class TableTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_table_looks_as_in_the_services_documentation()
    {
        await using var lake = await Lake.StartAsync();
        var place = await lake.CreateTableAsync("employee_s3_table", "doeks_namespace");

        var table = await lake.Client.GetTableAsync(place, Cancellation);

        Assert.Matches("^arn:aws:s3tables:us-east-1:000000000000:bucket/lake/table/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$", table.TableArn);
        Assert.Matches("^[0-9a-f]{20}$", table.VersionToken);
        Assert.Matches("^s3://[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-z]{34}--table-s3$", table.WarehouseLocation);
        Assert.Equal("s3://".Length + 63, table.WarehouseLocation.Length);
        Assert.Matches($"^{table.WarehouseLocation}/metadata/00000-[-0-9a-f]{{36}}\\.metadata\\.json$", table.MetadataLocation);
        Assert.Equal(("customer", "ICEBERG", "000000000000"), (table.Type, table.Format, table.OwnerAccountId));
    }

    [Fact]
    public async Task A_table_is_found_by_its_arn_too()
    {
        await using var lake = await Lake.StartAsync();
        var byName = await lake.Client.GetTableAsync(await lake.CreateTableAsync(), Cancellation);
        var byArn = await lake.Client.GetTableAsync(TableArn.Parse(byName.TableArn), Cancellation);
        Assert.Equal(byName.VersionToken, byArn.VersionToken);
    }

    [Fact]
    public async Task Without_metadata_a_table_has_no_metadata_location()
    {
        await using var lake = await Lake.StartAsync();
        await lake.Client.CreateNamespaceAsync(lake.Bucket, "ns", Cancellation);
        var created = await lake.Client.CreateTableAsync(lake.Bucket, "ns", new("empty"), Cancellation);

        var location = await lake.Client.GetTableMetadataLocationAsync(lake.Table("empty"), Cancellation);

        Assert.Null(location.MetadataLocation);
        Assert.Equal(created.VersionToken, location.VersionToken);
        Assert.Null((await lake.Client.GetTableAsync(lake.Table("empty"), Cancellation)).MetadataLocation);
    }

    [Fact]
    public async Task The_first_metadata_holds_schema_partitions_order_and_properties()
    {
        await using var lake = await Lake.StartAsync();
        await lake.Client.CreateNamespaceAsync(lake.Bucket, "ns", Cancellation);
        var tags = JsonDocument.Parse("""{"type":"list","element-id":3,"element":"string","element-required":false}""").RootElement;
        var schema = new IcebergSchemaV2("struct", [new(1, "id", JsonSerializer.SerializeToElement("long"), true), new(2, "tags", tags, false, "free words")], IdentifierFieldIds: [1]);
        var metadata = new IcebergMetadata(
            SchemaV2: schema,
            PartitionSpec: new([new(1, "bucket[16]", "id_bucket")]),
            WriteOrder: new(1, [new(1, "identity", "desc", "nulls-last")]),
            Properties: new Dictionary<string, string> { ["owner"] = "ann" });

        await lake.Client.CreateTableAsync(lake.Bucket, "ns", new("t", Metadata: new(metadata)), Cancellation);
        using var catalog = lake.OpenCatalog();
        var loaded = (await catalog.LoadTableAsync(new("ns", "t"), Cancellation)).Metadata;

        Assert.Equal((2, "ann"), (loaded.FormatVersion, loaded.Properties["owner"]));
        Assert.Equal("list<string>", loaded.CurrentSchema.FindField("tags")!.Type.ToString());
        Assert.Equal("bucket[16]", loaded.DefaultSpec.Fields.Single().Transform.ToString());
        Assert.Equal(1000, loaded.DefaultSpec.Fields.Single().FieldId);
        Assert.Equal(Iceberg.Spec.SortDirection.Descending, loaded.DefaultSortOrder.Fields.Single().Direction);
        Assert.Equal([1], loaded.CurrentSchema.IdentifierFieldIds);
    }

    [Theory]
    [InlineData("""{"schema":{"fields":[{"name":"id","type":"integer"}]}}""", "integer")]
    [InlineData("""{"schema":{"fields":[{"type":"int"}]}}""", "metadata.iceberg.schema.fields.1.member.name")]
    [InlineData("""{}""", "schemaV2")]
    [InlineData("""{"schema":{"fields":[{"name":"id","type":"int"}]},"partitionSpec":{"fields":[{"source-id":9,"transform":"identity","name":"x"}]}}""", "9")]
    [InlineData("""{"schema":{"fields":[{"name":"id","type":"int"}]},"writeOrder":{"order-id":1,"fields":[{"source-id":1,"transform":"identity","direction":"up","null-order":"nulls-first"}]}}""", "direction")]
    public async Task Metadata_that_makes_no_table_is_refused_with_what_is_wrong(string iceberg, string named)
    {
        await using var lake = await Lake.StartAsync();
        await lake.Client.CreateNamespaceAsync(lake.Bucket, "ns", Cancellation);

        var (status, body, _) = await lake.SendAsync(
            HttpMethod.Put, $"/tables/{lake.Bucket.Encoded}/ns", $$$"""{"name":"t","format":"ICEBERG","metadata":{"iceberg":{{{iceberg}}}}}""");

        Assert.Equal(400, status);
        Assert.Contains(named, body);
        Assert.Empty((await lake.Client.ListTablesPageAsync(lake.Bucket, cancellationToken: Cancellation)).Tables);
    }

    [Fact]
    public async Task A_name_is_taken_once_in_a_namespace()
    {
        await using var lake = await Lake.StartAsync();
        await lake.CreateTableAsync();
        await lake.CreateTableAsync(@namespace: "other");
        await Lake.RefusedAsync(() => lake.CreateTableAsync(), 409, "ConflictException");
    }

    [Fact]
    public async Task Of_many_that_create_the_same_table_at_once_one_succeeds()
    {
        await using var lake = await Lake.StartAsync();
        await lake.Client.CreateNamespaceAsync(lake.Bucket, "ns", Cancellation);

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 16).Select(async _ =>
        {
            try
            {
                await lake.CreateTableAsync();
                return "created";
            }
            catch (S3TablesException e)
            {
                return e.ErrorCode;
            }
        }));

        Assert.Equal(["ConflictException", "created"], outcomes.Distinct().Order());
        Assert.Single(outcomes, "created");
    }

    [Fact]
    public async Task The_quota_of_tables_is_enforced()
    {
        await using var lake = await Lake.StartAsync(new() { MaxTablesPerTableBucket = 1 });
        await lake.CreateTableAsync("one");
        await Lake.RefusedAsync(() => lake.CreateTableAsync("two"), 400, "BadRequestException");
    }

    [Fact]
    public async Task Tables_are_listed_by_namespace_and_name_over_pages()
    {
        await using var lake = await Lake.StartAsync();
        foreach (var (ns, name) in new[] { ("b", "t1"), ("a", "t2"), ("a", "t1"), ("ab", "t0") }) await lake.CreateTableAsync(name, ns);

        var names = new List<string>();
        string? token = null;
        do
        {
            var page = await lake.Client.ListTablesPageAsync(lake.Bucket, continuationToken: token, maxTables: 1, cancellationToken: Cancellation);
            names.AddRange(page.Tables.Select(table => $"{table.Namespace[0]}.{table.Name}"));
            token = page.ContinuationToken;
        }
        while (token is not null);

        Assert.Equal(["a.t1", "a.t2", "ab.t0", "b.t1"], names);
        Assert.Equal(["t2"], await lake.Client.ListTablesAsync(lake.Bucket, "a", "t2", Cancellation).Select(table => table.Name).ToListAsync(Cancellation));
    }

    [Fact]
    public async Task Deleting_a_table_makes_it_and_its_files_unreachable()
    {
        await using var lake = await Lake.StartAsync();
        var place = await lake.CreateTableAsync();
        var token = (await lake.Client.GetTableAsync(place, Cancellation)).VersionToken;

        await Lake.RefusedAsync(() => lake.Client.DeleteTableAsync(place, "0123456789abcdef0123", Cancellation), 409, "ConflictException");
        await lake.Client.DeleteTableAsync(place, token, Cancellation);

        await Lake.RefusedAsync(() => lake.Client.GetTableAsync(place, Cancellation), 404, "NotFoundException");
        await lake.CreateTableAsync();
    }

    [Fact]
    public async Task A_rename_moves_between_namespaces_and_keeps_arn_warehouse_and_metadata()
    {
        await using var lake = await Lake.StartAsync();
        var place = await lake.CreateTableAsync();
        await lake.Client.CreateNamespaceAsync(lake.Bucket, "other", Cancellation);
        var before = await lake.Client.GetTableAsync(place, Cancellation);

        await lake.Client.RenameTableAsync(place, new("other", "renamed", before.VersionToken), Cancellation);
        var after = await lake.Client.GetTableAsync(lake.Table("renamed", "other"), Cancellation);

        Assert.Equal((before.TableArn, before.WarehouseLocation, before.MetadataLocation), (after.TableArn, after.WarehouseLocation, after.MetadataLocation));
        await Lake.RefusedAsync(() => lake.Client.GetTableAsync(place, Cancellation), 404, "NotFoundException");
    }

    [Fact]
    public async Task A_rename_that_cannot_be_leaves_the_table_where_it_is()
    {
        await using var lake = await Lake.StartAsync();
        var place = await lake.CreateTableAsync();
        await lake.CreateTableAsync("taken");

        await Lake.RefusedAsync(() => lake.Client.RenameTableAsync(place, new(), Cancellation), 400, "BadRequestException");
        await Lake.RefusedAsync(() => lake.Client.RenameTableAsync(place, new(NewName: "taken"), Cancellation), 409, "ConflictException");
        await Lake.RefusedAsync(() => lake.Client.RenameTableAsync(place, new("missing"), Cancellation), 404, "NotFoundException");
        await Lake.RefusedAsync(() => lake.Client.RenameTableAsync(place, new(NewName: "x", VersionToken: "stale"), Cancellation), 409, "ConflictException");

        await lake.Client.GetTableAsync(place, Cancellation);
    }

    [Fact]
    public async Task A_table_takes_its_buckets_settings_as_they_were_at_its_creation()
    {
        await using var lake = await Lake.StartAsync();
        await lake.Client.PutTableBucketStorageClassAsync(lake.Bucket, new("INTELLIGENT_TIERING"), Cancellation);
        var place = await lake.CreateTableAsync();
        await lake.Client.PutTableBucketStorageClassAsync(lake.Bucket, new("STANDARD"), Cancellation);

        Assert.Equal("INTELLIGENT_TIERING", (await lake.Client.GetTableStorageClassAsync(place, Cancellation)).StorageClassConfiguration.StorageClass);
    }
}

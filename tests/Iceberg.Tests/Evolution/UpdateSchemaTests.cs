using Floe.Iceberg.Catalog;
using Floe.Iceberg.Evolution;
using Floe.Iceberg.Metrics;
using Floe.Iceberg.Operations;
using Floe.Iceberg.Spec;
using Floe.Iceberg.Tests.Support;

namespace Floe.Iceberg.Tests.Evolution;

public sealed class UpdateSchemaTests : IDisposable
{
    private static readonly Schema Nested = new(0,
    [
        new NestedField(1, "id", Required: true, PrimitiveType.Int),
        NestedField.Optional(2, "address", new StructType([NestedField.Optional(3, "city", PrimitiveType.String), NestedField.Optional(4, "zip", PrimitiveType.Int)])),
        NestedField.Optional(5, "points", new ListType(6, new StructType([new NestedField(7, "x", Required: true, PrimitiveType.Float)]), ElementRequired: false)),
        NestedField.Optional(8, "props", new MapType(9, PrimitiveType.Int, 10, PrimitiveType.Int, ValueRequired: true)),
        NestedField.Optional(11, "day", PrimitiveType.Date),
    ]);

    private readonly TestLake _lake = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => _lake.Dispose();

    [Fact]
    public async Task Columns_are_added_renamed_moved_and_deleted_at_once()
    {
        var table = await _lake.CreateAsync();
        await table.NewUpdateSchema().AddColumn("age", PrimitiveType.Int).RenameColumn("name", "full_name").MoveFirst("age").DeleteColumn("born").CommitAsync(Cancellation);
        Assert.Equal([(4, "age"), (1, "id"), (2, "full_name")], table.Metadata.CurrentSchema.Fields.Select(f => (f.Id, f.Name)));
        Assert.Equal((4, 1, 2), (table.Metadata.LastColumnId, table.Metadata.CurrentSchemaId, table.Metadata.Schemas.Count));
    }

    [Fact]
    public async Task An_id_is_never_given_twice()
    {
        var table = await _lake.CreateAsync();
        await table.NewUpdateSchema().AddColumn("x", PrimitiveType.Int).CommitAsync(Cancellation);
        await table.NewUpdateSchema().DeleteColumn("x").CommitAsync(Cancellation);
        await table.NewUpdateSchema().AddColumn("x", PrimitiveType.Int).CommitAsync(Cancellation);
        Assert.Equal(5, table.Metadata.CurrentSchema.FindField("x")!.Id);
    }

    [Fact]
    public async Task Structs_in_structs_lists_and_maps_are_changed_in_place()
    {
        var table = await CreateNestedAsync(2);
        await table.NewUpdateSchema()
            .AddColumn(new NewColumn("street", PrimitiveType.String) { Parent = "address" })
            .AddColumn(new NewColumn("y", PrimitiveType.Float) { Parent = "points" })
            .MoveBefore("address.zip", "address.city")
            .RenameColumn("points.x", "left")
            .PromoteColumn("points.element.left", PrimitiveType.Double)
            .PromoteColumn("props.value", PrimitiveType.Long)
            .MakeOptional("props.value")
            .CommitAsync(Cancellation);
        var schema = table.Metadata.CurrentSchema;
        Assert.Equal([("zip", 7), ("city", 6), ("street", 12)], ((StructType)schema.FindField("address")!.Type).Fields.Select(f => (f.Name, f.Id)));
        Assert.Equal((PrimitiveType.Double, PrimitiveType.Float), (schema.FindField("points.element.left")!.Type, schema.FindField("points.y")!.Type));
        Assert.Equal((PrimitiveType.Long, false), (schema.FindField("props.value")!.Type, schema.FindField("props.value")!.Required));
    }

    [Fact]
    public async Task A_nested_type_that_is_added_gets_new_ids_level_by_level()
    {
        var table = await _lake.CreateAsync();
        var type = new StructType([NestedField.Optional(1, "a", new ListType(1_000, PrimitiveType.Int, false)), NestedField.Optional(2, "b", PrimitiveType.Int)]);
        await table.NewUpdateSchema().AddColumn("s", type).CommitAsync(Cancellation);
        Assert.Equal([4, 5, 7, 6], table.Metadata.CurrentSchema.AllFields.Skip(3).Select(f => f.Id));
    }

    [Theory]
    [InlineData(2, "id", "long")]
    [InlineData(2, "points.x", "double")]
    [InlineData(3, "day", "timestamp")]
    [InlineData(3, "day", "timestamp_ns")]
    public async Task Types_are_promoted_as_the_version_allows(int version, string column, string type)
    {
        var table = await CreateNestedAsync(version);
        await table.NewUpdateSchema().PromoteColumn(column, IcebergType.Parse(type)).CommitAsync(Cancellation);
        Assert.Equal(type, table.Metadata.CurrentSchema.FindField(column)!.Type.ToString());
    }

    [Theory]
    [InlineData(2, "id", "string")]
    [InlineData(2, "id", "int", true)]
    [InlineData(2, "day", "timestamp")]
    [InlineData(3, "day", "timestamptz")]
    [InlineData(2, "props.key", "long")]
    [InlineData(2, "address", "long")]
    public async Task Other_changes_of_type_are_refused(int version, string column, string type, bool allowed = false)
    {
        var table = await CreateNestedAsync(version);
        if (allowed) table.NewUpdateSchema().PromoteColumn(column, IcebergType.Parse(type));
        else Assert.Throws<ValidationException>(() => table.NewUpdateSchema().PromoteColumn(column, IcebergType.Parse(type)));
    }

    [Theory]
    [InlineData("identity", false)]
    [InlineData("bucket[4]", false)]
    [InlineData("month", true)]
    public async Task A_date_becomes_a_timestamp_only_where_partition_values_stay_the_same(string transform, bool allowed)
    {
        var table = await _lake.CreateAsync(new PartitionSpec(0, [new PartitionField(3, null, "born_part", Transform.Parse(transform))]), (TableProperties.FormatVersion, "3"));
        var error = Record.Exception(() => table.NewUpdateSchema().PromoteColumn("born", PrimitiveType.Timestamp));
        Assert.Equal(allowed ? null : typeof(ValidationException), error?.GetType());
    }

    [Fact]
    public async Task A_required_column_needs_a_default_and_defaults_need_version_3()
    {
        var old = await _lake.CreateAsync();
        Assert.Throws<ValidationException>(() => old.NewUpdateSchema().AddColumn(new NewColumn("x", PrimitiveType.Int) { Required = true }));
        Assert.Throws<ValidationException>(() => old.NewUpdateSchema().AddColumn(new NewColumn("x", PrimitiveType.Int) { Default = 1 }));
        await old.NewUpdateSchema().AllowIncompatibleChanges().AddColumn(new NewColumn("x", PrimitiveType.Int) { Required = true }).CommitAsync(Cancellation);
        Assert.True(old.Metadata.CurrentSchema.FindField("x")!.Required);
    }

    [Fact]
    public async Task A_new_column_has_its_default_for_old_and_new_rows_and_only_the_latter_can_change()
    {
        var table = await CreateNestedAsync(3);
        await table.NewUpdateSchema().AddColumn(new NewColumn("x", PrimitiveType.Int) { Required = true, Default = 7 }).CommitAsync(Cancellation);
        await table.NewUpdateSchema().SetWriteDefault("x", 8).PromoteColumn("x", PrimitiveType.Long).CommitAsync(Cancellation);
        var field = table.Metadata.CurrentSchema.FindField("x")!;
        Assert.Equal((7L, 8L), (field.InitialDefault, field.WriteDefault));
        Assert.Throws<ValidationException>(() => table.NewUpdateSchema().SetWriteDefault("x", null));
        Assert.Throws<ValidationException>(() => table.NewUpdateSchema().SetWriteDefault("x", "eight"));
    }

    [Fact]
    public async Task Names_that_differ_in_case_only_clash_unless_asked_for()
    {
        var table = await _lake.CreateAsync();
        Assert.Throws<ValidationException>(() => table.NewUpdateSchema().AddColumn("NAME", PrimitiveType.Int));
        Assert.Throws<ValidationException>(() => table.NewUpdateSchema().RenameColumn("born", "Name"));
        await table.NewUpdateSchema().RenameColumn("NAME", "Name").CommitAsync(Cancellation);
        await table.NewUpdateSchema().CaseSensitive().AddColumn("NAME", PrimitiveType.Int).CommitAsync(Cancellation);
        Assert.Equal(["id", "Name", "born", "NAME"], table.Metadata.CurrentSchema.Fields.Select(f => f.Name));
    }

    [Fact]
    public async Task What_a_table_is_built_on_cannot_be_deleted()
    {
        var table = await _lake.CreateAsync(new PartitionSpec(0, [new PartitionField(3, null, "born", new IdentityTransform())]));
        await table.NewReplaceSortOrder().Ascending("name").CommitAsync(Cancellation);
        await table.NewUpdateSchema().SetIdentifierFields("id").CommitAsync(Cancellation);
        foreach (var column in new[] { "id", "name", "born", "none" }) Assert.Throws<ValidationException>(() => table.NewUpdateSchema().DeleteColumn(column));
        Assert.Throws<ValidationException>(() => table.NewUpdateSchema().MakeOptional("id"));
        Assert.Throws<ValidationException>(() => table.NewUpdateSchema().SetIdentifierFields("name"));
        await table.NewUpdateSchema().SetIdentifierFields().DeleteColumn("id").CommitAsync(Cancellation);
        Assert.Null(table.Metadata.CurrentSchema.FindField("id"));
    }

    [Fact]
    public async Task A_row_is_not_identified_by_what_may_be_absent()
    {
        var table = await _lake.CreateAsync();
        var inner = new StructType([new NestedField(1, "key", Required: true, PrimitiveType.Int)]);
        var update = table.NewUpdateSchema().AllowIncompatibleChanges().AddColumn(new NewColumn("a", inner)).AddColumn(new NewColumn("b", inner) { Required = true });
        Assert.Throws<ValidationException>(() => update.SetIdentifierFields("a.key"));
        await update.SetIdentifierFields("b.key").CommitAsync(Cancellation);
        Assert.Throws<ValidationException>(() => table.NewUpdateSchema().MakeOptional("b"));
    }

    [Fact]
    public async Task Elements_keys_and_values_keep_their_names_and_places()
    {
        var table = await CreateNestedAsync(2);
        Assert.Throws<ValidationException>(() => table.NewUpdateSchema().RenameColumn("points.element", "e"));
        Assert.Throws<ValidationException>(() => table.NewUpdateSchema().DeleteColumn("props.key"));
        Assert.Throws<ValidationException>(() => table.NewUpdateSchema().MoveFirst("props.value"));
        Assert.Throws<ValidationException>(() => table.NewUpdateSchema().MoveAfter("address.city", "id"));
        Assert.Throws<ValidationException>(() => table.NewUpdateSchema().AddColumn(new NewColumn("x", PrimitiveType.Int) { Parent = "id" }));
    }

    [Fact]
    public async Task The_change_is_made_anew_on_what_another_writer_left()
    {
        var table = await _lake.CreateAsync();
        var other = await _lake.LoadAsync();
        _lake.Catalog.BeforeCommit = () => other.NewUpdateSchema().AddColumn("theirs", PrimitiveType.Int).CommitAsync(Cancellation);
        await table.NewUpdateSchema().AddColumn("mine", PrimitiveType.Int).CommitAsync(Cancellation);
        Assert.Equal([("theirs", 4), ("mine", 5)], table.Metadata.CurrentSchema.Fields.Skip(3).Select(f => (f.Name, f.Id)));

        await other.RefreshAsync(Cancellation);
        _lake.Catalog.BeforeCommit = () => other.NewUpdateSchema().AddColumn("both", PrimitiveType.Int).CommitAsync(Cancellation);
        await Assert.ThrowsAsync<ValidationException>(() => table.NewUpdateSchema().AddColumn("both", PrimitiveType.Int).CommitAsync(Cancellation));
    }

    [Fact]
    public async Task A_change_that_changes_nothing_is_no_commit()
    {
        var table = await _lake.CreateAsync();
        await table.NewUpdateSchema().RenameColumn("name", "n").RenameColumn("n", "name").CommitAsync(Cancellation);
        Assert.Equal(0, _lake.Catalog.Commits);
    }

    [Fact]
    public async Task The_name_mapping_follows_the_columns()
    {
        var table = await _lake.CreateAsync();
        await table.NewUpdateProperties().Set(TableProperties.DefaultNameMapping, NameMapping.Of(table.Metadata.CurrentSchema).Serialize()).CommitAsync(Cancellation);
        await table.NewUpdateSchema().RenameColumn("name", "full_name").AddColumn("name", PrimitiveType.Int).CommitAsync(Cancellation);
        var mapping = NameMapping.Of(table.Metadata)!;
        Assert.Equal(["1:id", "2:full_name", "3:born", "4:name"], mapping.Fields.Select(f => $"{f.FieldId}:{string.Join(',', f.Names)}"));
        await table.NewUpdateSchema().DeleteColumn("name").RenameColumn("full_name", "who").CommitAsync(Cancellation);
        Assert.Equal(["1:id", "2:full_name,who", "3:born", "4:name"], NameMapping.Of(table.Metadata)!.Fields.Select(f => $"{f.FieldId}:{string.Join(',', f.Names)}"));
    }

    [Fact]
    public async Task A_metrics_mode_follows_its_column()
    {
        var table = await _lake.CreateAsync(null, (TableProperties.ColumnMetricsModePrefix + "name", "full"), (TableProperties.ColumnMetricsModePrefix + "born", "none"));
        await table.NewUpdateSchema().RenameColumn("name", "n").DeleteColumn("born").CommitAsync(Cancellation);
        Assert.Equal([TableProperties.ColumnMetricsModePrefix + "n"], table.Metadata.Properties.Keys.Where(k => k.StartsWith(TableProperties.ColumnMetricsModePrefix, StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("[{\"names\":[\"a\",\"b.c\"],\"field-id\":1,\"fields\":[{\"names\":[]}]}]", true)]
    [InlineData("[{\"field-id\":1}]", false)]
    [InlineData("{}", false)]
    [InlineData("nonsense", false)]
    public void A_name_mapping_is_read_or_refused_with_the_field(string json, bool good)
    {
        if (good) Assert.Equal(["a", "b.c"], NameMapping.Parse(NameMapping.Parse(json).Serialize()).Fields[0].Names);
        else Assert.NotEmpty(Assert.Throws<FormatException>(() => NameMapping.Parse(json)).Message);
    }

    [Fact]
    public void Bounds_of_dates_are_read_as_timestamps_after_promotion()
    {
        var bytes = SingleValue.Encode(PrimitiveType.Date, 2);
        Assert.Equal(2 * 86_400_000_000L, SingleValue.Decode(PrimitiveType.Timestamp, bytes));
        Assert.Equal(2 * 86_400_000_000_000L, SingleValue.Decode(PrimitiveType.TimestampNs, bytes));
    }

    private async Task<Table> CreateNestedAsync(int version)
    {
        var request = new CreateTableRequest("n", Nested, Properties: new Dictionary<string, string> { [TableProperties.FormatVersion] = $"{version}", [TableProperties.CommitMinRetryWaitMs] = "0" });
        return new Table(await _lake.Catalog.CreateTableAsync("ns", request, Cancellation), _lake.Catalog, _lake.Files);
    }
}

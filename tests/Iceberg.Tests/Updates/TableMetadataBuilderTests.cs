using Floe.Iceberg.Catalog;
using Floe.Iceberg.Spec;
using Floe.Iceberg.Tests.Support;
using Floe.Iceberg.Updates;

namespace Floe.Iceberg.Tests.Updates;

public sealed class TableMetadataBuilderTests
{
    private static readonly TableMetadata Fresh = TableMetadataBuilder.NewTable(TestLake.People, null, null, "s3://b/t");

    [Fact]
    public void A_new_table_numbers_its_columns_level_by_level()
    {
        var schema = new Schema(9,
        [
            new NestedField(0, "id", Required: true, PrimitiveType.Int),
            NestedField.Optional(5, "address", new StructType([NestedField.Optional(6, "city", PrimitiveType.String)])),
            NestedField.Optional(7, "tags", new ListType(8, PrimitiveType.String, ElementRequired: false)),
            NestedField.Optional(9, "props", new MapType(10, PrimitiveType.String, 11, PrimitiveType.Long, ValueRequired: false)),
        ], [0]);
        var spec = new PartitionSpec(3, [new PartitionField(6, 77, "city", new IdentityTransform())]);
        // Partition fields may not be named like another column; Java refuses that as well.
        Assert.Throws<BadRequestException>(() => TableMetadataBuilder.NewTable(schema, new PartitionSpec(0, [new PartitionField(0, null, "tags", new BucketTransform(4))]), null, "s3://b/t"));

        var table = TableMetadataBuilder.NewTable(schema, spec, new SortOrder(5, [new SortField(0, new IdentityTransform(), SortDirection.Ascending, NullOrder.NullsFirst)]), "s3://b/t/", new Dictionary<string, string> { ["format-version"] = "2", ["a"] = "b" });
        Assert.Equal([1, 2, 5, 3, 6, 4, 7, 8], table.CurrentSchema.AllFields.Select(f => f.Id));
        Assert.Equal((0, 8), (table.CurrentSchemaId, table.LastColumnId));
        Assert.Equal([1], table.CurrentSchema.IdentifierFieldIds);
        Assert.Equal(new PartitionField(5, 1000, "city", new IdentityTransform()), table.DefaultSpec.Fields[0]);
        Assert.Equal((1, 1), (table.DefaultSortOrderId, table.DefaultSortOrder.Fields[0].SourceId));
        Assert.Equal("s3://b/t", table.Location);
        Assert.Equal(["a"], table.Properties.Keys);
    }

    [Fact]
    public void A_table_without_partitions_starts_to_count_their_fields_after_999() => Assert.Equal(999, Fresh.LastPartitionId);

    [Fact]
    public void Updates_without_effect_change_nothing()
    {
        var table = Apply(Fresh, new SetProperties(new Dictionary<string, string> { ["a"] = "b" }));
        var builder = TableMetadataBuilder.From(table).Apply(
        [
            new SetProperties(new Dictionary<string, string> { ["a"] = "b" }),
            new RemoveProperties(["missing"]),
            new SetLocation(table.Location + "/"),
            new AssignUuid(table.TableUuid),
            new UpgradeFormatVersion(2),
            new AddSchema(table.CurrentSchema),
            new SetCurrentSchema(MetadataUpdate.LastAdded),
            new AddSpec(PartitionSpec.Unpartitioned),
            new SetDefaultSpec(MetadataUpdate.LastAdded),
            new AddSortOrder(SortOrder.Unsorted),
            new SetDefaultSortOrder(MetadataUpdate.LastAdded),
            new RemoveSnapshots([1]),
            new RemoveSnapshotRef("missing"),
            new RemoveStatistics(1),
        ]);
        Assert.False(builder.HasChanges);
        Assert.Same(table, builder.Build("s3://b/t/metadata/00001.metadata.json"));
    }

    [Fact]
    public void The_previous_metadata_file_goes_to_the_log_which_stays_short()
    {
        var table = Apply(Fresh, new SetProperties(new Dictionary<string, string> { [TableProperties.MetadataPreviousVersionsMax] = "2" }));
        for (var i = 0; i < 5; i++)
            table = TableMetadataBuilder.From(table).Apply(new SetProperties(new Dictionary<string, string> { ["n"] = $"{i}" })).Build($"s3://b/t/metadata/{i}.metadata.json");
        Assert.Equal(["s3://b/t/metadata/3.metadata.json", "s3://b/t/metadata/4.metadata.json"], table.MetadataLog.Select(e => e.MetadataFile));
    }

    [Fact]
    public void A_new_schema_gets_the_next_id_and_a_known_one_its_own()
    {
        var wider = new Schema(0, [.. TestLake.People.Fields, NestedField.Optional(4, "city", PrimitiveType.String)]);
        var table = Apply(Fresh, new AddSchema(wider), new SetCurrentSchema(-1));
        Assert.Equal((1, 4), (table.CurrentSchemaId, table.LastColumnId));
        var back = Apply(table, new AddSchema(TestLake.People), new SetCurrentSchema(-1));
        Assert.Equal((0, 4, 2), (back.CurrentSchemaId, back.LastColumnId, back.Schemas.Count));
    }

    [Fact]
    public void Partition_fields_keep_their_ids_over_specs()
    {
        var bucket = new PartitionField(1, null, "id_bucket", new BucketTransform(4));
        var year = new PartitionField(3, null, "born_year", new YearTransform());
        var table = Apply(Fresh, new AddSpec(new PartitionSpec(0, [bucket])), new SetDefaultSpec(-1));
        table = Apply(table, new AddSpec(new PartitionSpec(0, [year, bucket])), new SetDefaultSpec(-1));
        Assert.Equal([1001, 1000], table.DefaultSpec.Fields.Select(f => f.FieldId!.Value));
        Assert.Equal((2, 1001), (table.DefaultSpecId, table.LastPartitionId));
        Assert.Equal(1, Apply(table, new AddSpec(new PartitionSpec(9, [bucket])), new SetDefaultSpec(-1)).DefaultSpecId);
        Assert.Throws<BadRequestException>(() => Apply(table, new AddSpec(new PartitionSpec(0, [new PartitionField(2, 1000, "x", new IdentityTransform())]))));
    }

    [Fact]
    public void Snapshots_move_main_and_write_history()
    {
        var table = Commit(Commit(Fresh, 11), 12, parent: 11);
        Assert.Equal((12L, 2L), (table.CurrentSnapshotId, table.LastSequenceNumber));
        Assert.Equal([11L, 12L], table.SnapshotLog.Select(e => e.SnapshotId));
    }

    [Fact]
    public void Snapshots_that_were_current_only_within_a_commit_are_not_history()
    {
        var table = Apply(Fresh, new AddSnapshot(Snapshot(11, 1)), new SetSnapshotRef("main", SnapshotRef.Branch(11)), new AddSnapshot(Snapshot(12, 2, 11)), new SetSnapshotRef("main", SnapshotRef.Branch(12)));
        Assert.Equal([12L], table.SnapshotLog.Select(e => e.SnapshotId));
    }

    [Fact]
    public void A_stale_sequence_number_is_a_conflict_and_not_a_bad_request()
    {
        var table = Commit(Commit(Fresh, 11), 12, parent: 11);
        Assert.Throws<CommitFailedException>(() => Apply(table, new AddSnapshot(Snapshot(13, 2, parent: 11))));
    }

    [Fact]
    public void A_snapshot_id_is_given_once()
    {
        var table = Commit(Fresh, 11);
        Assert.Throws<BadRequestException>(() => Apply(table, new AddSnapshot(Snapshot(11, 2, parent: 11))));
    }

    [Fact]
    public void References_are_checked()
    {
        var table = Commit(Fresh, 11);
        Assert.Throws<BadRequestException>(() => Apply(table, new SetSnapshotRef("b", SnapshotRef.Branch(99))));
        Assert.Throws<BadRequestException>(() => Apply(table, new SetSnapshotRef("main", new SnapshotRef(11, SnapshotRefType.Tag))));
        Assert.Throws<BadRequestException>(() => Apply(table, new SetSnapshotRef("tag", new SnapshotRef(11, SnapshotRefType.Tag, MinSnapshotsToKeep: 1))));
        Assert.Equal(11, Apply(table, new SetSnapshotRef("tag", new SnapshotRef(11, SnapshotRefType.Tag, MaxRefAgeMs: 1))).Refs["tag"].SnapshotId);
    }

    [Fact]
    public void Removed_snapshots_take_references_statistics_and_history_with_them()
    {
        var table = Commit(Commit(Commit(Fresh, 11), 12, parent: 11), 13, parent: 12);
        table = Apply(table, new SetSnapshotRef("old", SnapshotRef.Branch(12)), new SetStatistics(new StatisticsFile(12, "s3://b/t/metadata/s.puffin", 10, 5, [])), new SetPartitionStatistics(new PartitionStatisticsFile(12, "s3://b/t/metadata/p.parquet", 10)));
        table = Apply(table, new RemoveSnapshots([12]));
        Assert.Equal([11L, 13L], table.Snapshots.Select(s => s.SnapshotId));
        Assert.Equal(["main"], table.Refs.Keys);
        Assert.Empty(table.Statistics);
        Assert.Empty(table.PartitionStatistics);
        Assert.Equal([13L], table.SnapshotLog.Select(e => e.SnapshotId));
    }

    [Fact]
    public void Version_3_counts_rows_and_refuses_row_ids_from_behind()
    {
        var table = Apply(Fresh, new UpgradeFormatVersion(3));
        Assert.Throws<BadRequestException>(() => Apply(table, new AddSnapshot(Snapshot(11, 1))));
        table = Apply(table, new AddSnapshot(Snapshot(11, 1) with { FirstRowId = 0, AddedRows = 10 }), new SetSnapshotRef("main", SnapshotRef.Branch(11)));
        Assert.Equal(10, table.NextRowId);
        Assert.Throws<CommitFailedException>(() => Apply(table, new AddSnapshot(Snapshot(12, 2, 11) with { FirstRowId = 5, AddedRows = 10 })));
    }

    [Fact]
    public void What_is_in_use_cannot_be_removed()
    {
        Assert.Throws<BadRequestException>(() => Apply(Fresh, new RemoveSchemas([0])));
        Assert.Throws<BadRequestException>(() => Apply(Fresh, new RemovePartitionSpecs([0])));
        Assert.Throws<BadRequestException>(() => Apply(Fresh, new UpgradeFormatVersion(1)));
        Assert.Throws<BadRequestException>(() => Apply(Fresh, new AssignUuid(Guid.NewGuid())));
    }

    [Fact]
    public void Types_of_version_3_need_version_3()
    {
        var schema = new Schema(0, [NestedField.Optional(1, "v", PrimitiveType.Variant)]);
        Assert.Throws<BadRequestException>(() => TableMetadataBuilder.NewTable(schema, null, null, "s3://b/t"));
        Assert.Equal(3, TableMetadataBuilder.NewTable(schema, null, null, "s3://b/t", formatVersion: 3).FormatVersion);
    }

    [Fact]
    public void A_table_can_be_made_of_updates_alone()
    {
        var uuid = Guid.NewGuid();
        var table = TableMetadataBuilder.FromNothing().Apply([new AssignUuid(uuid), new AddSchema(TestLake.People), new SetCurrentSchema(-1), new SetLocation("s3://b/t")]).Build();
        Assert.Equal((uuid, 3, 0, 0), (table.TableUuid, table.LastColumnId, table.DefaultSpecId, table.DefaultSortOrderId));
        Assert.Throws<BadRequestException>(() => TableMetadataBuilder.FromNothing().Apply(new SetLocation("s3://b/t")).Build());
    }

    [Fact]
    public void Requirements_hold_or_the_commit_fails()
    {
        var table = Commit(Fresh, 11);
        UpdateRequirement[] holding =
        [
            new AssertTableUuid(table.TableUuid), new AssertRefSnapshotId("main", 11), new AssertRefSnapshotId("other", null), new AssertLastAssignedFieldId(3), new AssertCurrentSchemaId(0),
            new AssertLastAssignedPartitionId(999), new AssertDefaultSpecId(0), new AssertDefaultSortOrderId(0),
        ];
        foreach (var requirement in holding) requirement.Check(table);
        new AssertCreate().Check(null);
        UpdateRequirement[] failing =
        [
            new AssertCreate(), new AssertTableUuid(Guid.NewGuid()), new AssertRefSnapshotId("main", 12), new AssertRefSnapshotId("main", null), new AssertRefSnapshotId("other", 11),
            new AssertLastAssignedFieldId(4), new AssertCurrentSchemaId(1), new AssertLastAssignedPartitionId(1000), new AssertDefaultSpecId(1), new AssertDefaultSortOrderId(1),
        ];
        Assert.All(failing, r => Assert.Throws<CommitFailedException>(() => r.Check(table)));
    }

    private static TableMetadata Apply(TableMetadata table, params MetadataUpdate[] updates) => TableMetadataBuilder.From(table).Apply(updates).Build();

    private static TableMetadata Commit(TableMetadata table, long id, long? parent = null) =>
        Apply(table, new AddSnapshot(Snapshot(id, table.NextSequenceNumber, parent)), new SetSnapshotRef("main", SnapshotRef.Branch(id)));

    private static Snapshot Snapshot(long id, long sequenceNumber, long? parent = null) =>
        new() { SnapshotId = id, SequenceNumber = sequenceNumber, ParentSnapshotId = parent, TimestampMs = 1000 + sequenceNumber, ManifestList = $"s3://b/t/metadata/snap-{id}.avro" };
}

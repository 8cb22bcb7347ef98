using System.Text;
using Floe.Iceberg.Manifests;
using Floe.Iceberg.Scan;
using Floe.Iceberg.Spec;

namespace Floe.Iceberg.Tests.Golden;

public sealed class GoldenMetadataTests
{
    [Fact(Skip = GoldenTables.SkipReason, SkipType = typeof(GoldenTables), SkipWhen = nameof(GoldenTables.Absent))]
    public void Every_metadata_file_of_every_writer_is_read()
    {
        var files = Directory.GetFiles(Path.Combine(GoldenTables.Folder!, "tables"), "*.metadata.json", SearchOption.AllDirectories);
        Assert.True(files.Length > 40, $"{files.Length} files");
        foreach (var file in files)
        {
            var metadata = TableMetadataJson.Parse(File.ReadAllBytes(file), file);
            Assert.NotEmpty(metadata.CurrentSchema.Fields);
        }
    }

    [Fact(Skip = GoldenTables.SkipReason, SkipType = typeof(GoldenTables), SkipWhen = nameof(GoldenTables.Absent))]
    public void Metadata_that_is_written_again_reads_the_same()
    {
        foreach (var file in Directory.GetFiles(Path.Combine(GoldenTables.Folder!, "tables"), "*.metadata.json", SearchOption.AllDirectories))
        {
            var metadata = TableMetadataJson.Parse(File.ReadAllBytes(file), file);
            if (metadata.FormatVersion == 1) continue;
            var written = TableMetadataJson.Serialize(metadata);
            var again = TableMetadataJson.Serialize(TableMetadataJson.Parse(written));
            Assert.Equal(Encoding.UTF8.GetString(written), Encoding.UTF8.GetString(again));
        }
    }

    [Theory(Skip = GoldenTables.SkipReason, SkipType = typeof(GoldenTables), SkipWhen = nameof(GoldenTables.Absent))]
    [MemberData(nameof(GoldenTables.Tables), MemberType = typeof(GoldenTables))]
    public async Task A_plan_holds_the_rows_that_an_independent_reader_found(string name)
    {
        var table = GoldenTables.Load(name);
        var metadata = TableMetadataJson.Parse(await File.ReadAllBytesAsync(table.MetadataFile, TestContext.Current.CancellationToken), table.MetadataFile);
        Assert.Equal(table.FormatVersion, metadata.FormatVersion);

        var plan = await new TableScan(metadata, new GoldenFileIO(table.Folder)).PlanAsync(TestContext.Current.CancellationToken);
        var rows = plan.Files.Sum(f => f.File.RecordCount);
        // Deletes are applied by whoever reads the data; here they only have to be found.
        if (plan.Files.All(f => f.Deletes.Count == 0)) Assert.Equal(table.RowCount, rows);
        else Assert.True(rows > table.RowCount, $"{rows} rows before deletes, {table.RowCount} after");
    }

    [Theory(Skip = GoldenTables.SkipReason, SkipType = typeof(GoldenTables), SkipWhen = nameof(GoldenTables.Absent))]
    [MemberData(nameof(GoldenTables.Tables), MemberType = typeof(GoldenTables))]
    public async Task Every_snapshot_has_readable_manifests_whose_counts_hold(string name)
    {
        var table = GoldenTables.Load(name);
        var metadata = TableMetadataJson.Parse(await File.ReadAllBytesAsync(table.MetadataFile, TestContext.Current.CancellationToken), table.MetadataFile);
        var files = new GoldenFileIO(table.Folder);
        var store = new ManifestStore(files);
        // Of one table, old snapshots' lists were not kept.
        foreach (var snapshot in metadata.Snapshots.Where(s => s.SnapshotId == metadata.CurrentSnapshotId || File.Exists(files.Map(s.ManifestList!))))
        {
            foreach (var manifest in await store.ReadListAsync(snapshot, TestContext.Current.CancellationToken))
            {
                var entries = await store.ReadAsync(manifest, metadata, TestContext.Current.CancellationToken);
                Assert.Equal(manifest.AddedFilesCount, entries.Count(e => e.Status == EntryStatus.Added));
                Assert.Equal(manifest.ExistingFilesCount, entries.Count(e => e.Status == EntryStatus.Existing));
                Assert.Equal(manifest.DeletedFilesCount, entries.Count(e => e.Status == EntryStatus.Deleted));
                Assert.All(entries, e => Assert.NotNull(e.SequenceNumber));
                var spec = metadata.FindSpec(manifest.PartitionSpecId)!;
                Assert.All(entries, e => Assert.Equal(spec.Fields.Count, e.File.Partition.Count));
            }
        }
    }
}

using System.Globalization;
using Floe.Engine.DuckDb;
using Floe.Engine.Tables;
using Floe.Iceberg.Catalog;
using Floe.Iceberg.Operations;
using Floe.Iceberg.Scan;
using Floe.Iceberg.Spec;

namespace Floe.Engine.Compaction;

/// <summary>One compaction of a table, in a session of whoever wants it.</summary>
internal sealed class CompactionRun(DuckDbSession duck, TableViews tables, Table table, CompactionOptions options, Action<string> log)
{
    private const long DefaultTargetFileSize = 512L * 1024 * 1024;

    private readonly List<long> _snapshots = [];
    private (int Rewritten, int Added, long RewrittenBytes, long AddedBytes, int Failed, int Deletes) _counts;

    public async Task<CompactionResult> RunAsync(CancellationToken cancellationToken)
    {
        var metadata = table.Metadata;
        var target = options.TargetFileSizeBytes ?? metadata.Properties.GetLong(TableProperties.TargetFileSizeBytes, DefaultTargetFileSize);
        var planner = new CompactionPlanner(metadata, options, target);
        var plan = await table.NewScan().PlanAsync(cancellationToken);
        var groups = planner.Plan(await ChosenAsync(plan, cancellationToken));
        log(string.Create(CultureInfo.InvariantCulture, $"  {groups.Sum(group => group.Files.Count)} of {plan.Files.Count} data files in {groups.Count} groups are to be rewritten"));
        var writer = new GroupWriter(duck, tables, table.IO, metadata, options, target);
        foreach (var batch in Batches(groups))
            await RewriteAsync(batch, plan, writer, cancellationToken);
        return new CompactionResult(_counts.Rewritten, _counts.Added, _counts.RewrittenBytes, _counts.AddedBytes, _counts.Failed, _counts.Deletes, _snapshots);
    }

    private async Task<IEnumerable<FileScanTask>> ChosenAsync(ScanPlan plan, CancellationToken cancellationToken)
    {
        if (options.Where is not { } filter)
            return plan.Files;
        var chosen = (await table.NewScan().Where(filter).PlanAsync(cancellationToken)).Files.Select(task => task.File.Path).ToHashSet(StringComparer.Ordinal);
        return plan.Files.Where(task => chosen.Contains(task.File.Path));
    }

    private IEnumerable<IReadOnlyList<CompactionGroup>> Batches(IReadOnlyList<CompactionGroup> groups) =>
        groups.Count == 0 ? [] : options.PartialProgress ? groups.Chunk((groups.Count + options.MaxCommits - 1) / options.MaxCommits) : [groups];

    private async Task RewriteAsync(IReadOnlyList<CompactionGroup> groups, ScanPlan plan, GroupWriter writer, CancellationToken cancellationToken)
    {
        var written = new List<RewrittenGroup>();
        try
        {
            foreach (var group in groups)
            {
                written.Add(await writer.WriteAsync(group, plan, cancellationToken));
                await written[^1].PublishAsync(cancellationToken);
                log(string.Create(CultureInfo.InvariantCulture, $"  {group.Files.Count} files of {group.Bytes:N0} bytes became {written[^1].Files.Count} of {written[^1].Files.Sum(file => file.FileSizeInBytes):N0}"));
            }
            await CommitAsync(written, plan, cancellationToken);
        }
        catch (Exception e) when (options.PartialProgress && e is ValidationException or CommitFailedException)
        {
            _counts.Failed += groups.Sum(group => group.Files.Count);
            log($"  another writer was faster, the files of {groups.Count} groups stay as they are: {e.Message}");
        }
        finally
        {
            foreach (var group in written)
                await group.DisposeAsync();
        }
    }

    private async Task CommitAsync(IReadOnlyList<RewrittenGroup> groups, ScanPlan plan, CancellationToken cancellationToken)
    {
        var removed = groups.SelectMany(group => group.Group.Files).ToList();
        var added = groups.SelectMany(group => group.Files).ToList();
        var dangling = DanglingDeletes.Of(plan, removed);
        // The files keep the number of the snapshot they are made from, so that deletes committed meanwhile apply to them.
        var rewrite = table.NewRewrite().ValidateFrom(plan.Snapshot!.SnapshotId).UseStartingSequenceNumber(plan.Snapshot.SequenceNumber);
        rewrite.Set(SummaryKeys.EngineName, "floe").Set(SummaryKeys.EngineVersion, EngineVersion.Text);
        foreach (var (key, value) in options.SnapshotProperties)
            rewrite.Set(key, value);
        foreach (var task in removed)
            rewrite.Remove(task.File);
        foreach (var file in added)
            rewrite.Add(file);
        foreach (var file in dangling)
            rewrite.RemoveDeletes(file);
        _snapshots.Add((await rewrite.CommitAsync(cancellationToken)).SnapshotId);
        _counts.Rewritten += removed.Count;
        _counts.Added += added.Count;
        _counts.RewrittenBytes += removed.Sum(task => task.File.FileSizeInBytes);
        _counts.AddedBytes += added.Sum(file => file.FileSizeInBytes);
        _counts.Deletes += dangling.Count;
    }
}

using System.Globalization;
using Floe.Iceberg.IO;
using Floe.Iceberg.Manifests;
using Floe.Iceberg.Spec;

namespace Floe.Iceberg.Operations;

/// <summary>Makes the manifests of a snapshot that only groups the entries of its parent's anew.</summary>
internal sealed class ManifestRewriter(IFileIO io, ManifestOutput output, Func<ManifestFile, bool> which, Func<DataFile, string> cluster) : IManifestProducer
{
    private readonly ManifestStore _store = new(io);
    private IReadOnlyList<string> _rewritten = [];
    private IReadOnlyList<ManifestFile> _written = [];
    private long _entries;

    public async Task<(IReadOnlyList<ManifestFile> Manifests, SummaryBuilder Summary)> ProduceAsync(TableMetadata current, Snapshot? parent, CancellationToken cancellationToken)
    {
        var inherited = await _store.ReadListAsync(parent, cancellationToken).ConfigureAwait(false);
        var live = inherited.Where(m => m.MayHaveLiveFiles).ToLookup(which);
        await RewriteAsync(current, [.. live[true]], cancellationToken).ConfigureAwait(false);
        var manifests = _written.Concat(live[false]).OrderBy(m => m.Content).ToList();
        var summary = new SummaryBuilder(new FileChanges(), [], inherited, manifests) { Extra = { [SummaryKeys.EntriesProcessed] = _entries.ToString(CultureInfo.InvariantCulture) } };
        return (manifests, summary);
    }

    /// <summary>What an attempt wrote holds for the next one, unless somebody else changed the manifests.</summary>
    private async Task RewriteAsync(TableMetadata table, IReadOnlyList<ManifestFile> manifests, CancellationToken cancellationToken)
    {
        var paths = manifests.Select(m => m.Path).ToList();
        if (paths.SequenceEqual(_rewritten)) return;
        var read = await _store.ReadAllAsync(manifests, table, cancellationToken).ConfigureAwait(false);
        var entries = read.SelectMany(r => r.Entries.Where(e => e.IsLive).Select(e => (r.Manifest.Content, Entry: e with { Status = EntryStatus.Existing }))).ToList();
        var written = new List<ManifestFile>();
        foreach (var group in entries.GroupBy(e => (e.Content, e.Entry.File.SpecId, Key: cluster(e.Entry.File))))
        {
            var ordered = group.Select(e => e.Entry).Order(ByPartition).ToList();
            written.AddRange(await output.WriteAsync(table, group.Key.SpecId, group.Key.Content, ordered, cancellationToken).ConfigureAwait(false));
        }
        (_rewritten, _written, _entries) = (paths, written, entries.Count);
    }

    /// <summary>A stable order, so that files of a partition stay in the order of their commits.</summary>
    private static Comparer<ManifestEntry> ByPartition { get; } = Comparer<ManifestEntry>.Create((left, right) =>
    {
        for (var i = 0; i < Math.Min(left.File.Partition.Count, right.File.Partition.Count); i++)
        {
            var order = Compare(left.File.Partition[i], right.File.Partition[i]);
            if (order != 0) return order;
        }
        return 0;
    });

    private static int Compare(object? left, object? right) => (left, right) switch
    {
        (null, null) => 0,
        (null, _) => -1,
        (_, null) => 1,
        _ => IcebergValue.Compare(left, right),
    };
}

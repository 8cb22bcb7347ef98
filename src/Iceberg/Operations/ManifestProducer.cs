using Floe.Iceberg.IO;
using Floe.Iceberg.Manifests;
using Floe.Iceberg.Spec;

namespace Floe.Iceberg.Operations;

/// <summary>Makes the manifests of a new snapshot: those of added files, those of the parent without the removed files, merged where they are many and small.</summary>
internal sealed class ManifestProducer : IManifestProducer
{
    private readonly FileChanges _changes;
    private readonly ManifestOutput _output;
    private readonly ManifestFilter _filter;
    private readonly ManifestMerger _merger;
    private readonly ManifestStore _store;
    private IReadOnlyList<ManifestFile>? _added;

    public ManifestProducer(IFileIO io, Guid commitId, long snapshotId, FileChanges changes)
    {
        _changes = changes;
        _store = new ManifestStore(io);
        _output = new ManifestOutput(io, commitId, snapshotId);
        _filter = new ManifestFilter(_store, _output, changes);
        _merger = new ManifestMerger(_store, _output, snapshotId);
    }

    public async Task<(IReadOnlyList<ManifestFile> Manifests, SummaryBuilder Summary)> ProduceAsync(TableMetadata current, Snapshot? parent, CancellationToken cancellationToken)
    {
        _added ??= await WriteAddedAsync(current, cancellationToken).ConfigureAwait(false);
        var inherited = await _store.ReadListAsync(parent, cancellationToken).ConfigureAwait(false);
        var (kept, removed) = await _filter.ApplyAsync(current, inherited, cancellationToken).ConfigureAwait(false);

        var manifests = new List<ManifestFile>();
        foreach (var content in Enum.GetValues<ManifestContent>())
        {
            // New manifests first: Java puts them so, and what is read first is what is written last.
            var ofContent = _added.Concat(kept).Where(m => m.Content == content).ToList();
            manifests.AddRange(_changes.MergesManifests ? await _merger.MergeAsync(current, ofContent, cancellationToken).ConfigureAwait(false) : ofContent);
        }
        return (manifests, new SummaryBuilder(_changes, removed, inherited, manifests));
    }

    private async Task<IReadOnlyList<ManifestFile>> WriteAddedAsync(TableMetadata current, CancellationToken cancellationToken)
    {
        // A file that was in the table before gets new row ids, as every added file (specification, "First Row ID Inheritance").
        var entries = _changes.AddedData.Select(f => new ManifestEntry(EntryStatus.Added, SnapshotId: null, _changes.DataSequenceNumber, FileSequenceNumber: null, f with { FirstRowId = null }))
            .Concat(_changes.AddedDeletes.Select(f => new ManifestEntry(EntryStatus.Added, null, null, null, f)));
        var manifests = new List<ManifestFile>();
        foreach (var group in entries.GroupBy(e => (e.File.SpecId, Content: e.File.Content == FileContent.Data ? ManifestContent.Data : ManifestContent.Deletes)))
            manifests.AddRange(await _output.WriteAsync(current, group.Key.SpecId, group.Key.Content, group, cancellationToken).ConfigureAwait(false));
        return manifests;
    }
}

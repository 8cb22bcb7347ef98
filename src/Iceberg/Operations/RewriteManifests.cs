using Floe.Iceberg.Spec;

namespace Floe.Iceberg.Operations;

/// <summary>
/// Groups the entries of manifests anew, so that files which are read together are found together. The table's files stay as they are.
/// </summary>
public sealed class RewriteManifests : SnapshotOperationBase<RewriteManifests>
{
    private Func<ManifestFile, bool> _which = m => m.Content == ManifestContent.Data;
    private Func<DataFile, string> _cluster = _ => "";

    internal RewriteManifests(Table table)
        : base(table)
    {
    }

    private protected override string Operation => SnapshotOperation.Replace;

    /// <summary>Rewrites only these manifests. If not called: all manifests of data files.</summary>
    public RewriteManifests Where(Func<ManifestFile, bool> manifest)
    {
        _which = manifest;
        return this;
    }

    /// <summary>Files of the same key go to the same manifests. If not called: files are sorted by partition and fill manifests to the target size.</summary>
    public RewriteManifests ClusterBy(Func<DataFile, string> key)
    {
        _cluster = key;
        return this;
    }

    private protected override IManifestProducer NewManifests(Guid commitId, long snapshotId) =>
        new ManifestRewriter(Table.IO, new ManifestOutput(Table.IO, commitId, snapshotId), _which, _cluster);
}

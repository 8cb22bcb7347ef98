using Floe.Engine.Inputs;
using Floe.Engine.Writing;
using Floe.Iceberg.Spec;

namespace Floe.Engine.Compaction;

/// <summary>A group and the files that take the place of its own, which wait to become objects.</summary>
internal sealed class RewrittenGroup(CompactionGroup group, StatementInputs inputs, StagedFiles staged, Func<DataFile, DataFile> describe) : IAsyncDisposable
{
    private StatementInputs? _inputs = inputs;

    public CompactionGroup Group => group;

    public IReadOnlyList<DataFile> Files => [.. staged.Files.Select(describe)];

    /// <summary>Makes the new files objects and gives the old ones back: from then on the group takes no room here.</summary>
    public async Task PublishAsync(CancellationToken cancellationToken)
    {
        await staged.PublishAsync(cancellationToken);
        await ReleaseAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await staged.DisposeAsync();
        await ReleaseAsync();
    }

    private async Task ReleaseAsync()
    {
        if (_inputs is { } lent)
        {
            _inputs = null;
            await lent.DisposeAsync();
        }
    }
}

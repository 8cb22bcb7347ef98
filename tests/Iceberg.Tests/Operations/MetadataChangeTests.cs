using Floe.Iceberg.Operations;
using Floe.Iceberg.Tests.Support;
using Floe.Iceberg.Updates;

namespace Floe.Iceberg.Tests.Operations;

public sealed class MetadataChangeTests : IDisposable
{
    private readonly TestLake _lake = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => _lake.Dispose();

    [Fact]
    public async Task A_change_is_made_anew_from_the_state_another_writer_left()
    {
        var table = await _lake.CreateAsync();
        var other = await _lake.LoadAsync();
        _lake.Catalog.BeforeCommit = () => other.NewAppend().Add(TestLake.File("a")).CommitAsync(Cancellation);
        await table.UpdateAsync(
            current => new TableChange([new AssertRefSnapshotId("main", current.CurrentSnapshotId)], [new SetProperties(new Dictionary<string, string> { ["seen"] = $"{current.CurrentSnapshotId}" })]), Cancellation);
        Assert.Equal($"{other.Metadata.CurrentSnapshotId}", table.Metadata.Properties["seen"]);
    }

    [Fact]
    public async Task No_updates_are_no_commit()
    {
        var table = await _lake.CreateAsync();
        await table.UpdateAsync(_ => TableChange.None, Cancellation);
        Assert.Equal(0, _lake.Catalog.Commits);
    }
}

using Floe.JobService.Engines.SparkOperator;

namespace Floe.JobService.Tests.SparkOperator;

public sealed class ChangeTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_change_after_a_wait_that_timed_out_is_remembered()
    {
        var change = new Change();
        await change.WaitAsync(TimeSpan.FromMilliseconds(1), TimeProvider.System, Cancel);
        change.Set();

        var next = change.WaitAsync(Timeout.InfiniteTimeSpan, TimeProvider.System, Cancel);

        Assert.True(next.IsCompletedSuccessfully);
    }

    [Fact]
    public async Task A_change_after_a_wait_that_was_cancelled_is_remembered()
    {
        var change = new Change();
        using var stop = new CancellationTokenSource();
        var waiting = change.WaitAsync(Timeout.InfiniteTimeSpan, TimeProvider.System, stop.Token);
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
        change.Set();

        Assert.True(change.WaitAsync(Timeout.InfiniteTimeSpan, TimeProvider.System, Cancel).IsCompletedSuccessfully);
    }
}

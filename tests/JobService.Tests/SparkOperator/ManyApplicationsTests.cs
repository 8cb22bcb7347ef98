using Floe.FakeKubernetes.Operator;
using Floe.JobService.Contracts;

namespace Floe.JobService.Tests.SparkOperator;

public sealed class ManyApplicationsTests
{
    private const string Space = OperatorPlatform.Space;
    private const int Applications = 300;
    private const int Followers = 100;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Hundreds_of_applications_that_ended_while_the_service_was_down_are_told_once_and_none_is_made_again()
    {
        await using var platform = await OperatorPlatform.StartAsync(new("JobService:SparkOperator:StartsPerSecond", "1000"), new("JobService:SparkOperator:Burst", "1000"));
        platform.Cluster.Changed += change =>
        {
            if (change is { Type: "ADDED", Object.Plural: "pods" }) platform.Node.Starts(Space, change.Object.Name);
        };
        var ids = await Task.WhenAll(Enumerable.Range(0, Applications).Select(async _ => (await platform.SubmitAsync()).Id));
        foreach (var id in ids) await platform.UntilStateAsync(id, JobState.Running);
        await platform.StopServiceAsync();
        foreach (var pod in platform.Cluster.List("pods", Space)) platform.Node.Ends(Space, pod.Name, 0);
        await platform.StartServiceAsync();

        foreach (var id in ids)
        {
            var job = await platform.EndOfAsync(id);
            Assert.Equal(JobState.Succeeded, job.State);
            Assert.Single(job.Attempts);
            Assert.Single(job.History, change => change.State == JobState.Running);
        }
        Assert.Equal(Applications, platform.Cluster.List(FakeOperator.Plural, Space).Count);
    }

    [Fact]
    public async Task A_hundred_followers_of_a_log_share_one_stream_to_the_cluster()
    {
        await using var platform = await OperatorPlatform.StartAsync();
        var (id, name) = await platform.RunningAsync();
        var followers = Enumerable.Range(0, Followers).Select(_ => FollowAsync(platform, id)).ToList();
        for (var i = 0; i < 20; i++) platform.Node.Writes(Space, $"{name}-driver", $"line {i}");
        await platform.UntilLogAsync(id, "line 19");
        var opened = platform.Node.LogOf(Space, $"{name}-driver").Opened;
        platform.Node.Ends(Space, $"{name}-driver", 0);

        foreach (var lines in await Task.WhenAll(followers)) Assert.Equal([.. Enumerable.Range(0, 20).Select(i => $"line {i}"), "Succeeded."], lines.Where(line => !line.StartsWith('[')));
        Assert.Equal(1, opened);
    }

    private static async Task<List<string>> FollowAsync(OperatorPlatform platform, string id)
    {
        var lines = new List<string>();
        await foreach (var line in platform.Client.FollowLogsAsync(id, cancellationToken: Cancel)) lines.Add(line.Text[(line.Text.IndexOf(' ', StringComparison.Ordinal) + 1)..]);
        return lines;
    }
}

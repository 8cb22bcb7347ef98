using System.Net;
using Floe.JobService.Contracts;
using Floe.JobService.Engines.SparkSubmit;
using Floe.JobService.Hosting;

namespace Floe.JobService.Tests.Spark;

public sealed class RemoteTests
{
    [Theory]
    [InlineData("127.0.0.1", false, false)]
    [InlineData("::1", false, false)]
    [InlineData("0.0.0.0", false, true)]
    [InlineData("0.0.0.0", true, false)]
    public void A_service_that_others_reach_runs_no_programs_of_theirs_unless_it_is_told_to(string address, bool allow, bool isClosed)
    {
        var check = new SparkSubmitCheck(null!, Samples.Options(), new() { Folder = "x", AllowRemote = allow }, new JobServiceOptions { DataFolder = "x", Address = IPAddress.Parse(address) });

        Assert.Equal(isClosed, check.Closed is not null);
    }

    [Fact]
    public async Task The_refusal_names_the_setting()
    {
        var check = new SparkSubmitCheck(null!, Samples.Options(), new() { Folder = "x" }, new JobServiceOptions { DataFolder = "x", Address = IPAddress.Any });

        var error = Assert.Single(await check.CheckAsync(new() { Kind = JobKind.PySpark, TableBucket = "lake", Engine = "spark-submit" }, TestContext.Current.CancellationToken));

        Assert.Equal("$.engine", error.Field);
        Assert.Contains("SparkSubmit:AllowRemote", error.Remedy, StringComparison.Ordinal);
    }
}

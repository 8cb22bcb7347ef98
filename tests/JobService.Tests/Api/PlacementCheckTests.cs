using Floe.JobService.Contracts;
using Floe.JobService.Tests.Support;

namespace Floe.JobService.Tests.Api;

/// <summary>Queue and engine are held against what there is, wherever a job is given.</summary>
public sealed class PlacementCheckTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("\"queue\":\"nowhere\"", "$.queue", "GET /api/v1/queues")]
    [InlineData("\"queue\":\"low\",\"priority\":7", "$.priority", "Send one of these")]
    [InlineData("\"engine\":\"flink\"", "$.engine", "scripted")]
    public async Task A_dry_run_tells_what_a_submit_would_be_refused_for(string members, string field, string remedy)
    {
        await using var service = await TestService.StartAsync();
        await service.DoneAsync(HttpMethod.Put, "api/v1/queues/low", """{"maxPriority":0}""");
        var body = $$"""{"kind":"sql","tableBucket":"lake","script":"SELECT 1",{{members}}}""";

        var dry = await service.DoneAsync(HttpMethod.Post, "api/v1/jobs?dryRun=true", body);
        var (status, refused) = await service.SendAsync(HttpMethod.Post, "api/v1/jobs", body);

        Assert.Equal((400, false), (status, dry.GetProperty("valid").GetBoolean()));
        foreach (var answer in new[] { dry, refused })
        {
            var error = Assert.Single(answer.GetProperty("errors").EnumerateArray());
            Assert.Equal(field, error.GetProperty("field").GetString());
            Assert.Contains(remedy, error.GetProperty("remedy").GetString(), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_schedule_is_refused_whose_jobs_no_queue_would_take()
    {
        await using var service = await TestService.StartAsync();

        var (status, problem) = await service.SendAsync(HttpMethod.Put, "api/v1/schedules/s", """{"cron":"0 6 * * *","job":{"kind":"sql","tableBucket":"lake","script":"SELECT 1","queue":"nowhere"}}""");

        Assert.Equal(400, status);
        Assert.Equal("$.job.queue", Assert.Single(problem.GetProperty("errors").EnumerateArray()).GetProperty("field").GetString());
    }

    [Fact]
    public async Task A_template_can_be_tried_without_a_job()
    {
        await using var service = await TestService.StartAsync();
        await service.DoneAsync(HttpMethod.Put, "api/v1/templates/t", """{"parameters":[{"name":"day"}],"job":{"kind":"sql","tableBucket":"lake","script":"SELECT '{{day}}'"}}""");

        var dry = await service.DoneAsync(HttpMethod.Post, "api/v1/templates/t/jobs?dryRun=true", """{"parameters":{"day":"x"}}""");

        Assert.True(dry.GetProperty("valid").GetBoolean());
        Assert.Empty((await service.Client.ListAsync(cancellationToken: Cancel)).Jobs);
    }

    [Fact]
    public async Task A_job_without_a_name_has_that_of_its_kind()
    {
        await using var service = await TestService.StartAsync();

        var job = await service.SubmitAsync(new JobDefinition { Kind = JobKind.PySpark, TableBucket = "lake", Spark = new() { MainFile = "s3://b/job.py" } });

        Assert.Equal("pyspark", job.Name);
    }
}

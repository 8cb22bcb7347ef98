using System.Net;
using System.Net.Http.Json;
using System.Text;
using Floe.JobService.Client;
using Floe.JobService.Contracts;
using Floe.JobService.Tests.Support;

namespace Floe.JobService.Tests.Api;

public abstract class SubmitTests(StoreKind store) : StoreTests(store)
{
    [Fact]
    public async Task A_submit_is_accepted_with_the_place_of_the_job()
    {
        await using var service = await StartAsync();
        using var body = Json("""{"name":"n","kind":"sql","tableBucket":"lake","script":"SELECT 1","variables":{"b":"2","a":"1"},"timeoutSeconds":9}""");

        using var response = await service.Http.PostAsync(new Uri("api/v1/jobs", UriKind.Relative), body, Cancel);

        Assert.Equal(HttpStatusCode.Accepted, response.StatusCode);
        var job = await response.Content.ReadFromJsonAsync(JobsWire.Json.JobDetails, Cancel);
        Assert.Equal($"/api/v1/jobs/{job!.Id}", response.Headers.Location!.ToString());
        Assert.Equal("scripted", job.Engine);
        Assert.Equal(9, job.Definition.TimeoutSeconds);
        Assert.Equal(["a", "b"], job.Definition.Variables!.Keys);
    }

    [Fact]
    public async Task The_same_key_and_body_give_the_same_job()
    {
        await using var service = await StartAsync();
        var first = await service.SubmitAsync("n", key: "k1");
        var again = await service.SubmitAsync("n", key: "k1");
        var other = await service.SubmitAsync("n", key: "k2");

        Assert.Equal(first.Id, again.Id);
        Assert.NotEqual(first.Id, other.Id);
    }

    [Fact]
    public async Task The_job_that_came_before_is_answered_whole()
    {
        await using var service = await StartAsync();
        var definition = TestService.Job("n") with { Labels = new Dictionary<string, string> { ["team"] = "etl" } };
        var first = await service.SubmitAsync(definition, "k");
        (await service.Engine.NextRunningAsync()).Fail("no luck");
        await service.EndOfAsync(first.Id);

        var again = await service.SubmitAsync(definition, "k");

        Assert.Equal((JobState.Failed, "etl"), (again.State, again.Labels!["team"]));
        Assert.Equal(["driver"], Assert.Single(again.Attempts).LogRoles);
    }

    [Fact]
    public async Task The_answer_to_a_repeated_submit_shows_the_whole_job()
    {
        await using var service = await StartAsync(adapt: options => options with { MaxRunningJobs = 1 });
        await service.SubmitAsync("first");
        await service.Engine.NextRunningAsync();
        var job = TestService.Job("n") with { Labels = new Dictionary<string, string> { ["team"] = "etl" }, Priority = 3 };
        var first = await service.SubmitAsync(job, "k");

        var again = await service.SubmitAsync(job, "k");

        Assert.Equal("etl", again.Labels!["team"]);
        Assert.Equal((first.Id, first.State, first.Priority, 1), (again.Id, again.State, again.Priority, again.History.Count));
    }

    [Fact]
    public async Task The_same_key_sent_many_times_at_once_gives_one_job()
    {
        await using var service = await StartAsync();

        var jobs = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => service.SubmitAsync("n", key: "k")));

        Assert.Single(jobs.Select(job => job.Id).Distinct());
        Assert.Single((await service.Client.ListAsync(cancellationToken: Cancel)).Jobs);
    }

    [Fact]
    public async Task An_engine_that_the_service_does_not_have_is_refused_with_those_it_has()
    {
        await using var service = await StartAsync();

        var (status, problem) = await service.SendAsync(HttpMethod.Post, "api/v1/jobs", """{"kind":"sql","tableBucket":"lake","script":"S","engine":"flink"}""");

        var error = Assert.Single(problem.GetProperty("errors").EnumerateArray());
        Assert.Equal((400, "$.engine"), (status, error.GetProperty("field").GetString()));
        Assert.Contains("scripted", error.GetProperty("remedy").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_same_key_sent_with_other_bodies_at_once_gives_one_job_and_conflicts()
    {
        await using var service = await StartAsync();

        var answers = await Task.WhenAll(Enumerable.Range(0, 30).Select(async i =>
        {
            using var body = Json($$"""{"name":"n{{i % 3}}","kind":"sql","tableBucket":"lake","script":"SELECT 1"}""");
            using var request = new HttpRequestMessage(HttpMethod.Post, "api/v1/jobs") { Content = body };
            request.Headers.Add("Idempotency-Key", "k");
            using var response = await service.Http.SendAsync(request, Cancel);
            return response.StatusCode;
        }));

        Assert.Single((await service.Client.ListAsync(cancellationToken: Cancel)).Jobs);
        Assert.Equal((1, 9, 20), (answers.Count(status => status == HttpStatusCode.Accepted), answers.Count(status => status == HttpStatusCode.OK), answers.Count(status => status == HttpStatusCode.Conflict)));
    }

    [Fact]
    public async Task The_same_key_with_another_body_is_a_conflict_that_names_the_job()
    {
        await using var service = await StartAsync();
        var first = await service.SubmitAsync("one", key: "k");

        var refused = await Assert.ThrowsAsync<JobsClientException>(() => service.SubmitAsync("two", key: "k"));

        Assert.Equal(HttpStatusCode.Conflict, refused.Status);
        Assert.Contains(first.Id, refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"kind":"sql","tableBucket":"lake","script":"S","scrpt":"x"}""", "$.scrpt")]
    [InlineData("""{"kind":"sql","tableBucket":"lake"}""", "$.script")]
    [InlineData("""{"kind":"sql","tableBucket":"lake","script":" "}""", "$.script")]
    [InlineData("""{"kind":"sql","tableBucket":"lake","script":"S","scriptLocation":"s3://b/k"}""", "$.scriptLocation")]
    [InlineData("""{"kind":"sql","tableBucket":"lake","scriptLocation":"http://b/k"}""", "$.scriptLocation")]
    [InlineData("""{"kind":"sql","tableBucket":"lake","scriptLocation":"s3://b"}""", "$.scriptLocation")]
    [InlineData("""{"tableBucket":"lake","script":"S"}""", "$.kind")]
    [InlineData("""{"kind":"flink","tableBucket":"lake","script":"S"}""", "$.kind")]
    [InlineData("""{"kind":7,"tableBucket":"lake","script":"S"}""", "$.kind")]
    [InlineData("""{"kind":"sql","script":"S"}""", "$.tableBucket")]
    [InlineData("""{"kind":"sql","tableBucket":"Not A Bucket","script":"S"}""", "$.tableBucket")]
    [InlineData("""{"kind":"sql","tableBucket":"arn:aws:s3:::lake","script":"S"}""", "$.tableBucket")]
    [InlineData("""{"kind":"sql","tableBucket":"lake","script":"S","variables":{"n":7}}""", "$.variables.n")]
    [InlineData("""{"kind":"sql","tableBucket":"lake","script":"S","variables":["n"]}""", "$.variables")]
    [InlineData("""{"kind":"sql","tableBucket":"lake","script":"S","maxRejectedRows":-1}""", "$.maxRejectedRows")]
    [InlineData("""{"kind":"sql","tableBucket":"lake","script":"S","timeoutSeconds":0}""", "$.timeoutSeconds")]
    [InlineData("""{"kind":"sql","tableBucket":"lake","script":"S","timeoutSeconds":"1 h"}""", "$.timeoutSeconds")]
    [InlineData("""{"kind":"sql","tableBucket":"lake","script":"S","name":""}""", "$.name")]
    [InlineData("""{"kind":"sql","kind":"sql","tableBucket":"lake","script":"S"}""", "$")]
    [InlineData("""["sql"]""", "$")]
    [InlineData("""{"kind":""", "$")]
    [InlineData("", "$")]
    public async Task A_wrong_member_is_named_by_its_path_with_what_to_do(string json, string field)
    {
        await using var service = await StartAsync();

        var problem = await RefusedAsync(service, json);

        var error = Assert.Single(problem.Errors!);
        Assert.Equal(field, error.Field);
        Assert.NotEmpty(error.Remedy);
        Assert.Empty((await service.Client.ListAsync(cancellationToken: Cancel)).Jobs);
    }

    [Fact]
    public async Task All_that_is_wrong_is_told_at_once()
    {
        await using var service = await StartAsync();

        var problem = await RefusedAsync(service, """{"kind":"jar","maxRejectedRows":1.5,"prio":1}""");

        Assert.Equal(["$.kind", "$.maxRejectedRows", "$.prio", "$.script", "$.tableBucket"], problem.Errors!.Select(error => error.Field).Order());
    }

    [Theory]
    [InlineData("a b")]
    [InlineData("é")]
    public async Task An_idempotency_key_that_cannot_be_kept_is_refused(string key)
    {
        await using var service = await StartAsync();
        using var request = new HttpRequestMessage(HttpMethod.Post, "api/v1/jobs") { Content = Json("{}") };
        request.Headers.TryAddWithoutValidation("Idempotency-Key", key.Replace("é", new string('k', 256), StringComparison.Ordinal));

        using var response = await service.Http.SendAsync(request, Cancel);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Contains("Idempotency-Key", await response.Content.ReadAsStringAsync(Cancel), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_accepted_job_is_there_after_a_restart()
    {
        using var folder = new TempFolder();
        string id;
        await using (var service = await StartAsync(folder.Path))
        {
            id = (await service.SubmitAsync("kept")).Id;
            (await service.Engine.NextRunningAsync()).Succeed();
            await service.EndOfAsync(id);
        }
        await using var again = await StartAsync(folder.Path);

        var job = await again.GetAsync(id);
        Assert.Equal("kept", job.Name);
        Assert.Equal(JobState.Succeeded, job.State);
    }

    private static StringContent Json(string text) => new(text, Encoding.UTF8, "application/json");

    private static async Task<Problem> RefusedAsync(TestService service, string json)
    {
        using var body = Json(json);
        using var response = await service.Http.PostAsync(new Uri("api/v1/jobs", UriKind.Relative), body, Cancel);
        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType!.MediaType);
        return (await response.Content.ReadFromJsonAsync(JobsWire.Json.Problem, Cancel))!;
    }
}

public sealed class SubmitTestsOnSqlite() : SubmitTests(StoreKind.Sqlite);

public sealed class SubmitTestsOnPostgres() : SubmitTests(StoreKind.Postgres);

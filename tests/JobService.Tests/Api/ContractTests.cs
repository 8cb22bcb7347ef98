using Floe.JobService.Contracts;
using Floe.JobService.Tests.Support;
using Floe.JobService.Tests.Support.Contract;

namespace Floe.JobService.Tests.Api;

/// <summary>The OpenAPI document is what the service does. Each answer of every test here is held against it by <see cref="ContractHandler"/>.</summary>
public sealed class ContractTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Every_operation_answers_as_the_document_says()
    {
        await using var service = await TestService.StartAsync(adapt: options => options with { Webhooks = new() { AllowPrivateAddresses = true }, MaxRunningJobs = 1 });
        var document = await service.Contract.DocumentAsync();

        await service.DoneAsync(HttpMethod.Get, "api/v1/platform");
        await service.DoneAsync(HttpMethod.Post, "api/v1/sql", Example(document, "runSql"));
        await PutAndReadAsync(service, document, "queues", "Queue");
        await PutAndReadAsync(service, document, "schedules", "Schedule");
        await service.DoneAsync(HttpMethod.Get, "api/v1/schedules/x/times?count=2");
        await PutAndReadAsync(service, document, "templates", "Template");
        await service.DoneAsync(HttpMethod.Post, "api/v1/templates/x/jobs?dryRun=true", Example(document, "submitTemplateJob"));
        await service.DoneAsync(HttpMethod.Post, "api/v1/templates/x/jobs", Example(document, "submitTemplateJob"));
        (await service.Engine.NextRunningAsync()).Succeed();
        await PutAndReadAsync(service, document, "webhooks", "Webhook");
        await service.DoneAsync(HttpMethod.Get, "api/v1/webhooks/x/deliveries");
        var key = await service.DoneAsync(HttpMethod.Post, "api/v1/keys", Example(document, "createKey"));
        await service.DoneAsync(HttpMethod.Get, "api/v1/keys");
        await service.DoneAsync(HttpMethod.Delete, $"api/v1/keys/{key.GetProperty("id").GetString()}");
        await service.DoneAsync(HttpMethod.Get, "api/v1/external-applications");
        await WalkJobAsync(service, document);
        foreach (var kind in new[] { "queues", "schedules", "templates", "webhooks" }) await service.DoneAsync(HttpMethod.Delete, $"api/v1/{kind}/x");

        // What others run needs a cluster: SparkOperator/ holds it against the document.
        Assert.Equal(["getExternalApplication"], document.Operations.Select(operation => operation.Id).Except(service.Contract.Done));
    }

    [Fact]
    public async Task Everything_in_the_document_is_described()
    {
        await using var service = await TestService.StartAsync();
        var document = await service.Contract.DocumentAsync();

        foreach (var operation in document.Operations)
        {
            Assert.NotEmpty(operation.Element.GetProperty("tags").EnumerateArray());
            foreach (var parameter in operation.Element.TryGetProperty("parameters", out var parameters) ? parameters.EnumerateArray() : default)
                Assert.True(parameter.TryGetProperty("description", out _), $"{operation.Id} {parameter.GetProperty("name")}");
            foreach (var answer in operation.Element.GetProperty("responses").EnumerateObject())
                Assert.True(answer.Name[0] == '2' || answer.Value.GetProperty("description").GetString()!.Contains(' ', StringComparison.Ordinal), $"{operation.Id} {answer.Name}");
            if (operation.Method is "PUT") Assert.True(operation.Body("application/json")!.Value.TryGetProperty("example", out _), operation.Id);
        }
        var tags = document.Root.GetProperty("tags").EnumerateArray().Select(tag => tag.GetProperty("name").GetString()).ToList();
        Assert.Empty(document.Operations.SelectMany(operation => operation.Element.GetProperty("tags").EnumerateArray().Select(tag => tag.GetString())).Except(tags));
    }

    [Fact]
    public async Task Values_have_the_types_they_have()
    {
        await using var service = await TestService.StartAsync();
        var schemas = (await service.Contract.DocumentAsync()).Root.GetProperty("components").GetProperty("schemas");

        Assert.Equal(Enum.GetNames<JobState>(), schemas.GetProperty("JobState").GetProperty("enum").EnumerateArray().Select(value => value.GetString()));
        Assert.Equal("integer", schemas.GetProperty("Problem").GetProperty("properties").GetProperty("status").GetProperty("type").GetString());
        Assert.StartsWith("What to run", schemas.GetProperty("JobDefinition").GetProperty("description").GetString(), StringComparison.Ordinal);
        Assert.Equal(20, schemas.GetProperty("RetryPolicy").GetProperty("properties").GetProperty("maxAttempts").GetProperty("maximum").GetInt32());
    }

    [Fact]
    public async Task A_submit_takes_JSON_and_YAML_and_is_safe_to_repeat()
    {
        await using var service = await TestService.StartAsync();
        var submit = (await service.Contract.DocumentAsync()).Operations.Single(operation => operation.Id == "submitJob");

        Assert.NotNull(submit.Body("application/json"));
        Assert.NotNull(submit.Body("application/yaml"));
        Assert.Contains(submit.Element.GetProperty("parameters").EnumerateArray(), parameter => parameter.GetProperty("name").GetString() == "Idempotency-Key");
        Assert.True(submit.Answer(202)!.Value.GetProperty("headers").TryGetProperty("Location", out _));
        Assert.True(submit.Answer(429)!.Value.GetProperty("headers").TryGetProperty("Retry-After", out _));
        Assert.Equal(3, submit.Element.GetProperty("security").GetArrayLength());
        using var yaml = new StringContent(submit.Body("application/yaml")!.Value.GetProperty("example").GetString()!, System.Text.Encoding.UTF8, "application/yaml");
        using var answer = await service.Http.PostAsync(new Uri("api/v1/jobs", UriKind.Relative), yaml, Cancel);
        Assert.Equal(System.Net.HttpStatusCode.Accepted, answer.StatusCode);
    }

    private static async Task PutAndReadAsync(TestService service, ApiDocument document, string kind, string name)
    {
        var body = Example(document, $"put{name}");
        await service.DoneAsync(HttpMethod.Put, $"api/v1/{kind}/x", body);
        await service.DoneAsync(HttpMethod.Put, $"api/v1/{kind}/x", body);
        await service.DoneAsync(HttpMethod.Get, $"api/v1/{kind}/x");
        await service.DoneAsync(HttpMethod.Get, $"api/v1/{kind}");
    }

    /// <summary>One job that fails, is run again, held, let go and cancelled; and one that succeeds.</summary>
    private static async Task WalkJobAsync(TestService service, ApiDocument document)
    {
        await service.DoneAsync(HttpMethod.Post, "api/v1/jobs", Example(document, "submitJob"));
        (await service.Engine.NextRunningAsync()).Succeed();
        var id = (await service.SubmitAsync("fails")).Id;
        var run = await service.Engine.NextRunningAsync();
        run.Log("one");
        run.Fail("no luck");
        await service.EndOfAsync(id);
        await service.DoneAsync(HttpMethod.Post, $"api/v1/jobs/{id}/retry");
        run = await service.Engine.NextRunningAsync();
        var waiting = (await service.SubmitAsync("waits")).Id;
        await service.DoneAsync(HttpMethod.Post, $"api/v1/jobs/{waiting}/suspend");
        await service.DoneAsync(HttpMethod.Post, $"api/v1/jobs/{waiting}/resume");
        await service.DoneAsync(HttpMethod.Post, $"api/v1/jobs/{waiting}/cancel");
        run.End(new() { State = JobState.Succeeded, Result = new([new("n", "int")], [[1]], false) });
        await service.EndOfAsync(id);
        await service.DoneAsync(HttpMethod.Get, $"api/v1/jobs/{id}");
        await service.DoneAsync(HttpMethod.Get, $"api/v1/jobs/{id}/result");
        await service.DoneAsync(HttpMethod.Get, "api/v1/jobs?state=Succeeded,Failed&limit=1");
        Assert.Contains(" one\n", await service.Client.ReadLogAsync(id, Cancel), StringComparison.Ordinal);
        Assert.Contains("event: state", await service.Http.GetStringAsync(new Uri($"api/v1/jobs/{id}/events", UriKind.Relative), Cancel), StringComparison.Ordinal);
        using var all = await service.Http.GetAsync(new Uri("api/v1/events", UriKind.Relative), HttpCompletionOption.ResponseHeadersRead, Cancel);
    }

    /// <summary>The body that the document shows, as it is.</summary>
    private static string Example(ApiDocument document, string operation) =>
        document.Operations.Single(one => one.Id == operation).Body("application/json")!.Value.GetProperty("example").GetRawText();
}

using Floe.JobService.Tests.Support;

namespace Floe.JobService.Tests.Api;

public sealed class TemplateTests
{
    private const string Template = """
        {"description":"one day","parameters":[{"name":"day"},{"name":"limit","type":"integer","default":10},{"name":"stage","default":"dev","allowed":["dev","prod"]}],
         "job":{"kind":"sql","name":"load {{day}}","tableBucket":"lake","script":"SELECT '{{day}}' LIMIT {{limit}}","timeoutSeconds":"{{limit}}","labels":{"stage":"{{stage}}"}}}
        """;

    [Fact]
    public async Task Values_take_their_places_as_text_or_as_themselves()
    {
        await using var service = await TestService.StartAsync();
        await service.DoneAsync(HttpMethod.Put, "api/v1/templates/load", Template);

        var (status, job) = await service.SendAsync(HttpMethod.Post, "api/v1/templates/load/jobs", """{"parameters":{"day":"2026-01-31","stage":"prod"}}""");

        Assert.Equal(202, status);
        Assert.Equal("load 2026-01-31", job.GetProperty("name").GetString());
        Assert.Equal("SELECT '2026-01-31' LIMIT 10", job.GetProperty("definition").GetProperty("script").GetString());
        Assert.Equal(10, job.GetProperty("definition").GetProperty("timeoutSeconds").GetInt32());
        Assert.Equal("prod", job.GetProperty("labels").GetProperty("stage").GetString());
    }

    [Theory]
    [InlineData("""{}""", "$.parameters.day")]
    [InlineData("""{"parameters":{"day":7}}""", "$.parameters.day")]
    [InlineData("""{"parameters":{"day":"d","limit":1.5}}""", "$.parameters.limit")]
    [InlineData("""{"parameters":{"day":"d","stage":"test"}}""", "$.parameters.stage")]
    [InlineData("""{"parameters":{"day":"d","dey":"d"}}""", "$.parameters.dey")]
    [InlineData("""{"parameters":{"day":"d","limit":0}}""", "$.timeoutSeconds")]
    public async Task A_value_that_a_parameter_does_not_take_is_named(string body, string field)
    {
        await using var service = await TestService.StartAsync();
        await service.DoneAsync(HttpMethod.Put, "api/v1/templates/load", Template);

        var (status, problem) = await service.SendAsync(HttpMethod.Post, "api/v1/templates/load/jobs", body);

        Assert.Equal((400, field), (status, Assert.Single(problem.GetProperty("errors").EnumerateArray()).GetProperty("field").GetString()));
    }

    [Fact]
    public async Task Within_a_text_a_value_is_written_as_JSON_has_it()
    {
        await using var service = await TestService.StartAsync();
        await service.DoneAsync(HttpMethod.Put, "api/v1/templates/t", """
            {"parameters":[{"name":"b","type":"boolean","default":true},{"name":"n","type":"number","default":1.50}],"job":{"kind":"sql","tableBucket":"lake","script":"SELECT {{b}}, {{n}}"}}
            """);

        var job = await service.DoneAsync(HttpMethod.Post, "api/v1/templates/t/jobs", "{}");

        Assert.Equal("SELECT true, 1.50", job.GetProperty("definition").GetProperty("script").GetString());
    }

    [Fact]
    public async Task A_parameter_that_is_written_with_escapes_is_one_too()
    {
        await using var service = await TestService.StartAsync();

        var (status, problem) = await service.SendAsync(HttpMethod.Put, "api/v1/templates/t", """{"job":{"kind":"sql","tableBucket":"lake","script":"\u007b\u007bx}}"}}""");

        Assert.Equal((400, "$.job"), (status, Assert.Single(problem.GetProperty("errors").EnumerateArray()).GetProperty("field").GetString()));
    }

    [Fact]
    public async Task A_value_cannot_add_members_to_the_job()
    {
        await using var service = await TestService.StartAsync();
        await service.DoneAsync(HttpMethod.Put, "api/v1/templates/load", Template);

        var job = await service.DoneAsync(HttpMethod.Post, "api/v1/templates/load/jobs", """{"parameters":{"day":"\",\"priority\":9,\"name\":\"x {{limit}}"}}""");

        Assert.Equal(0, job.GetProperty("priority").GetInt32());
        Assert.Contains("{{limit}}", job.GetProperty("name").GetString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"job":{"script":"{{x}}"}}""", "$.job")]
    [InlineData("""{"parameters":[{"name":"a b"}],"job":{}}""", "$.parameters[0].name")]
    [InlineData("""{"parameters":[{"name":"a","type":"integer","default":"x"}],"job":{}}""", "$.parameters[0].default")]
    [InlineData("""{"parameters":[{"name":"a","typo":1}],"job":{}}""", "$.parameters[0].typo")]
    [InlineData("""{"parameters":"a","job":{}}""", "$.parameters")]
    [InlineData("""{}""", "$.job")]
    public async Task A_template_that_cannot_work_is_refused(string body, string field)
    {
        await using var service = await TestService.StartAsync();

        var (status, problem) = await service.SendAsync(HttpMethod.Put, "api/v1/templates/t", body);

        Assert.Equal((400, field), (status, Assert.Single(problem.GetProperty("errors").EnumerateArray()).GetProperty("field").GetString()));
    }
}

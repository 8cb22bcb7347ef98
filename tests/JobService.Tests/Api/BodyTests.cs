using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using Floe.JobService.Contracts;
using Floe.JobService.Tests.Support;

namespace Floe.JobService.Tests.Api;

/// <summary>Bodies of every form: what is taken, and what a refusal says.</summary>
public sealed class BodyTests
{
    private const string Job = """{"kind":"sql","tableBucket":"lake","script":"SELECT 1"}""";
    private const string Manifest = "# comment\napiVersion: sparkoperator.k8s.io/v1beta2\nkind: SparkApplication\nmetadata: {name: taxi}\nspec: {type: Python, sparkVersion: 3.5.3, mainApplicationFile: s3a://data/taxi.py}\n";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(null)]
    [InlineData("application/json; charset=utf-8")]
    [InlineData("application/merge-patch+json")]
    [InlineData("application/x-www-form-urlencoded")]
    [InlineData("text/plain")]
    public async Task JSON_is_taken_also_where_nobody_says_that_it_is(string? contentType)
    {
        await using var service = await TestService.StartAsync();

        using var answer = await PostAsync(service, "api/v1/jobs", Encoding.UTF8.GetBytes("\uFEFF \n" + Job), contentType);

        Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("application/yaml")]
    [InlineData("application/x-www-form-urlencoded")]
    public async Task A_manifest_is_taken_also_where_nobody_says_that_it_is_YAML(string? contentType)
    {
        await using var service = await TestService.StartAsync();

        using var answer = await PostAsync(service, "api/v1/jobs", Encoding.UTF8.GetBytes(Manifest), contentType);

        Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);
        var job = Assert.Single((await service.Client.ListAsync(cancellationToken: Cancel)).Jobs);
        Assert.Equal(("taxi", JobKind.SparkApplication), (job.Name, job.Kind));
    }

    [Theory]
    [InlineData("POST", "api/v1/jobs", "application/xml", "yaml")]
    [InlineData("PUT", "api/v1/queues/etl", "application/yaml", "application/json")]
    [InlineData("POST", "api/v1/sql", "multipart/form-data; boundary=x", "application/json")]
    public async Task Another_form_is_refused_with_the_forms_that_are_taken(string method, string path, string contentType, string remedy)
    {
        await using var service = await TestService.StartAsync();

        using var answer = await SendAsync(service, new HttpMethod(method), path, Encoding.UTF8.GetBytes(Job), contentType);

        var error = await ErrorAsync(answer, HttpStatusCode.UnsupportedMediaType);
        Assert.Equal("Content-Type", error.Field);
        Assert.Contains(contentType, error.Message, StringComparison.Ordinal);
        Assert.Contains(remedy, error.Remedy, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "$", "is empty.")]
    [InlineData("{\"kind\":\"sql\",\n \"script\" 1}", "$", "at line 2, byte 11: '1' is invalid")]
    [InlineData("{\"kind\":\"sql\"", "$", "is no valid JSON at line 1")]
    [InlineData("{\"kind\":\"sql\",\"kind\":\"sql\"}", "$", "kind")]
    [InlineData("{\"kind\":\"sql\",\"labels\":{\"a\":\"\\ud800\"}}", "$.labels.a", "is no Unicode text.")]
    [InlineData("{\"kind\":\"sql\",\"\\ud800\":1}", "$", "whose name is no Unicode text.")]
    [InlineData("{\"kind\":\"sql\",\"name\":\"a\\u0000b\"}", "$.name", "has the character U+0000.")]
    [InlineData("{\"kind\":\"sql\",\"name\":\"\u00FF\"}", "$.name", "is no Unicode text.", "latin1")]
    public async Task What_cannot_be_read_is_told_by_its_place(string body, string field, string message, string encoding = "utf-8")
    {
        await using var service = await TestService.StartAsync();

        using var answer = await PostAsync(service, "api/v1/jobs", Encoding.GetEncoding(encoding).GetBytes(body), "application/json");

        var error = await ErrorAsync(answer, HttpStatusCode.BadRequest);
        Assert.Equal(field, error.Field);
        Assert.Contains(message, error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("isFinalBlock", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_body_beyond_the_limit_is_refused_with_the_limit()
    {
        await using var service = await TestService.StartAsync();
        var body = Encoding.UTF8.GetBytes($$"""{"kind":"sql","tableBucket":"lake","script":"SELECT 1 -- {{new string('x', 5_000_000)}}"}""");

        using var request = new HttpRequestMessage(HttpMethod.Post, "api/v1/jobs") { Content = new ByteArrayContent(body), Headers = { ExpectContinue = true } };

        using var answer = await service.Http.SendAsync(request, Cancel);

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, answer.StatusCode);
        Assert.Contains("4 MiB", await answer.Content.ReadAsStringAsync(Cancel), StringComparison.Ordinal);
    }

    private static Task<HttpResponseMessage> PostAsync(TestService service, string path, byte[] body, string? contentType) => SendAsync(service, HttpMethod.Post, path, body, contentType);

    private static async Task<HttpResponseMessage> SendAsync(TestService service, HttpMethod method, string path, byte[] body, string? contentType)
    {
        using var request = new HttpRequestMessage(method, path) { Content = new ByteArrayContent(body) };
        if (contentType is not null) request.Content.Headers.ContentType = MediaTypeHeaderValue.Parse(contentType);
        return await service.Http.SendAsync(request, Cancel);
    }

    private static async Task<FieldError> ErrorAsync(HttpResponseMessage answer, HttpStatusCode status)
    {
        Assert.Equal((status, "application/problem+json"), (answer.StatusCode, answer.Content.Headers.ContentType?.MediaType));
        return Assert.Single((await answer.Content.ReadFromJsonAsync(JobsWire.Json.Problem, Cancel))!.Errors!);
    }
}

using System.Net;
using System.Net.Http.Json;
using System.Text;
using Floe.DataGen.Tests.Upload;
using Floe.DataGen.Upload;
using Microsoft.AspNetCore.Builder;

namespace Floe.DataGen.Tests.Http;

public sealed class GenerateEndpointTests : IAsyncLifetime
{
    private RecordingS3 _s3 = null!;
    private WebApplication _app = null!;
    private HttpClient _http = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _s3 = await RecordingS3.StartAsync();
        _app = DataGenHost.Build(
        [
            "--urls", "http://127.0.0.1:0", "--Logging:LogLevel:Default", "Warning",
            "--AWS_ENDPOINT_URL", _s3.Endpoint.ToString(), "--AWS_ACCESS_KEY_ID", "test", "--AWS_SECRET_ACCESS_KEY", "test",
        ]);
        await _app.StartAsync(Token);
        _http = new() { BaseAddress = new(_app.Urls.First()) };
    }

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await _app.DisposeAsync();
        await _s3.DisposeAsync();
    }

    [Fact]
    public async Task Generates_into_the_object_that_is_asked_for()
    {
        var result = await PostAsync("""{"bucket":"data","key":"a/b.csv","rows":250,"seed":7}""");
        Assert.Equal(("s3://data/a/b.csv", 250), (result.Location, result.Rows));
        Assert.Equal(["HeadBucket", "PutObject"], _s3.Calls);
    }

    [Fact]
    public async Task Says_nothing_gets_the_seeds_hundred_rows_in_a_bucket_that_is_created()
    {
        var result = await PostAsync("{}");
        Assert.Equal(("s3://floe-data/s3table-example/input/employee_data.csv", 100), (result.Location, result.Rows));
        Assert.Equal(["HeadBucket", "CreateBucket", "PutObject"], _s3.Calls);
    }

    [Theory]
    [InlineData("""{"rows":0}""", "rows is 0; it must be from 1 to 2147483647")]
    [InlineData("""{"rows":3000000000}""", "rows is 3000000000; it must be from 1 to 2147483647")]
    [InlineData("""{"bucket":" "}""", "bucket is empty")]
    [InlineData("""{"key":"folder/"}""", "key is 'folder/'; it must name an object")]
    [InlineData("""{"rows":"many"}""", "$.rows")]
    [InlineData("""{"row":5}""", "'row' could not be mapped")]
    [InlineData("""{"rows":""", "Path: $")]
    public async Task Bad_input_is_named_and_nothing_is_written(string body, string message)
    {
        var (status, text) = await SendAsync(body);
        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.Contains(message, text, StringComparison.Ordinal);
        Assert.Empty(_s3.Calls);
    }

    [Fact]
    public async Task What_the_store_refuses_is_told_with_its_words()
    {
        _s3.Refuses = call => call == "PutObject";
        var (status, text) = await SendAsync("{}");
        Assert.Equal(HttpStatusCode.BadGateway, status);
        Assert.Contains("Writing s3://floe-data/s3table-example/input/employee_data.csv failed: PutObject is refused", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/health")]
    [InlineData("/alive")]
    public async Task Answers_for_its_health(string path) => Assert.Equal("Healthy", await _http.GetStringAsync(path, Token));

    private async Task<UploadResult> PostAsync(string body)
    {
        using var content = Json(body);
        using var response = await _http.PostAsync("/generate", content, Token);
        response.EnsureSuccessStatusCode();
        return (await response.Content.ReadFromJsonAsync<UploadResult>(Token))!;
    }

    private async Task<(HttpStatusCode Status, string Text)> SendAsync(string body)
    {
        using var content = Json(body);
        using var response = await _http.PostAsync("/generate", content, Token);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
        return (response.StatusCode, System.Text.RegularExpressions.Regex.Unescape(await response.Content.ReadAsStringAsync(Token)));
    }

    private static StringContent Json(string body) => new(body, Encoding.UTF8, "application/json");
}

using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Floe.ServiceDefaults.Tests.Http;

public sealed class IdempotentRetriesTests
{
    [Theory]
    [InlineData("GET", 2)]
    [InlineData("HEAD", 2)]
    [InlineData("POST", 1)]
    [InlineData("PUT", 1)]
    [InlineData("PATCH", 1)]
    [InlineData("DELETE", 1)]
    public async Task Only_calls_that_change_nothing_are_sent_again(string method, int calls)
    {
        var seen = 0;
        var builder = WebApplication.CreateSlimBuilder();
        builder.AddServiceDefaults();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        await using var app = builder.Build();
        // Fails once, then answers: a retry is seen as a second call and as a success.
        app.Run(context =>
        {
            context.Response.StatusCode = Interlocked.Increment(ref seen) == 1 ? StatusCodes.Status503ServiceUnavailable : StatusCodes.Status200OK;
            return Task.CompletedTask;
        });
        await app.StartAsync(TestContext.Current.CancellationToken);

        using var http = app.Services.GetRequiredService<IHttpClientFactory>().CreateClient();
        using var request = new HttpRequestMessage(new(method), app.Urls.Single());
        using var response = await http.SendAsync(request, TestContext.Current.CancellationToken);
        Assert.Equal((calls, calls == 2), (seen, response.IsSuccessStatusCode));
    }
}

using Floe.EndToEnd.Tests.Tools;
using Floe.JobService.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Playwright;

namespace Floe.EndToEnd.Tests.Pages;

/// <summary><c>/docs</c> of the job service, in a browser.</summary>
public sealed class ApiPageTests
{
    private static readonly IConfiguration Settings = new ConfigurationBuilder()
        .AddInMemoryCollection([new("AWS_ENDPOINT_URL", "http://127.0.0.1:9"), new("AWS_REGION", "eu-north-1"), new("AWS_ACCESS_KEY_ID", "test"), new("AWS_SECRET_ACCESS_KEY", "test")]).Build();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_page_of_the_API_lists_its_operations_and_sends_one_without_the_internet()
    {
        await using var browser = await Browser.StartAsync();
        using var folder = new TemporaryFolder();
        await using var service = await JobServiceHost.StartAsync(new() { DataFolder = folder.Path, Port = 0 }, Settings, cancellationToken: Cancellation);
        var page = browser.Page;

        // The root leads to it.
        await page.GotoAsync(service.Endpoint.AbsoluteUri);
        foreach (var name in new[] { "Submit a job", "List jobs", "Run a job again" }) await page.GetByText(name).First.WaitForAsync();
        Assert.Equal("Floe jobs", await page.TitleAsync());
        // Those would send the document to somebody's servers.
        foreach (var name in new[] { "Share", "Generate SDK", "Deploy" }) Assert.Equal(0, await page.GetByText(name, new() { Exact = true }).CountAsync());

        await page.GotoAsync(new Uri(service.Endpoint, "docs/#tag/platform/GET/api/v1/platform").AbsoluteUri);
        await page.GetByRole(AriaRole.Button, new() { Name = "(get /api/v1/platform)" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Send get request" }).First.ClickAsync();
        var answer = page.GetByRole(AriaRole.Dialog);
        await answer.GetByText("200 OK").First.WaitForAsync();
        await answer.GetByText("eu-north-1").First.WaitForAsync();

        Assert.Empty(browser.Outside);
        Assert.Empty(browser.Faults);
    }
}

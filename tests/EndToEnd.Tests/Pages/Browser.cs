using Floe.EndToEnd.Tests.Tools;
using Microsoft.Playwright;

namespace Floe.EndToEnd.Tests.Pages;

/// <summary>A browser that reaches nothing but this machine, and keeps what goes wrong in its pages.</summary>
internal sealed class Browser : IAsyncDisposable
{
    private readonly IPlaywright _playwright;
    private readonly IBrowser _browser;

    private Browser(IPlaywright playwright, IBrowser browser, IPage page)
    {
        _playwright = playwright;
        _browser = browser;
        Page = page;
        page.Console += (_, message) =>
        {
            if (message.Type == "error") Faults.Add(message.Text);
        };
        page.PageError += (_, error) => Faults.Add(error);
    }

    public IPage Page { get; }

    /// <summary>Errors in the console, and those that no script caught.</summary>
    public List<string> Faults { get; } = [];

    /// <summary>Requests to other machines; none got there.</summary>
    public List<string> Outside { get; } = [];

    /// <summary>The browser that is installed; Playwright's own would have to be downloaded. Skips the test where there is none.</summary>
    public static async Task<Browser> StartAsync()
    {
        var program = Tool.OrSkip("chromium", "chromium-browser", "google-chrome", "chrome", "msedge");
        var playwright = await Playwright.CreateAsync();
        // A sandbox cannot be set up as root in a container, which is where tests run.
        var browser = await playwright.Chromium.LaunchAsync(new() { ExecutablePath = program.File, Args = ["--no-sandbox"] });
        var opened = new Browser(playwright, browser, await browser.NewPageAsync());
        await opened.Page.Context.RouteAsync("**/*", opened.LetLocalAsync);
        return opened;
    }

    public async ValueTask DisposeAsync()
    {
        await _browser.DisposeAsync();
        _playwright.Dispose();
    }

    private Task LetLocalAsync(IRoute route)
    {
        var url = new Uri(route.Request.Url);
        if (!url.Scheme.StartsWith("http", StringComparison.Ordinal) || url.IsLoopback) return route.ContinueAsync();
        Outside.Add(route.Request.Url);
        return route.AbortAsync();
    }
}

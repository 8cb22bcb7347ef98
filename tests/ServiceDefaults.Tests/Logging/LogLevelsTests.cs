using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Floe.ServiceDefaults.Tests.Logging;

public sealed class LogLevelsTests
{
    [Fact]
    public void Requests_are_not_logged_line_by_line_and_the_services_own_words_are()
    {
        Assert.False(IsEnabled("Microsoft.AspNetCore.Hosting.Diagnostics", LogLevel.Information));
        Assert.True(IsEnabled("Microsoft.AspNetCore.Hosting.Diagnostics", LogLevel.Warning));
        Assert.True(IsEnabled("Floe.AnyRoom", LogLevel.Information));
    }

    [Fact]
    public void Whoever_asks_for_more_gets_it() =>
        Assert.True(IsEnabled("Microsoft.AspNetCore.Hosting.Diagnostics", LogLevel.Debug, "--Logging:LogLevel:Microsoft.AspNetCore=Debug"));

    private static bool IsEnabled(string category, LogLevel level, params string[] args)
    {
        var builder = WebApplication.CreateSlimBuilder(args);
        builder.AddServiceDefaults();
        using var app = builder.Build();
        return app.Services.GetRequiredService<ILoggerFactory>().CreateLogger(category).IsEnabled(level);
    }
}

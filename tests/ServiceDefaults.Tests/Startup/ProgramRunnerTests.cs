using Floe.ServiceDefaults.Startup;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;

namespace Floe.ServiceDefaults.Tests.Startup;

public sealed class ProgramRunnerTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_program_that_ends_well_exits_with_0() => Assert.Equal(0, await ProgramRunner.RunAsync(() => Task.CompletedTask));

    [Fact]
    public async Task A_failure_the_user_can_mend_exits_with_1() =>
        Assert.Equal(1, await ProgramRunner.RunAsync(() => throw new StartupException("DataFolder is '/x', which cannot be written.")));

    [Fact]
    public async Task A_defect_goes_through() =>
        await Assert.ThrowsAsync<InvalidOperationException>(() => ProgramRunner.RunAsync(() => throw new InvalidOperationException("bug")));

    [Fact]
    public async Task A_port_in_use_is_told_with_the_address_and_what_to_do()
    {
        await using var first = Service("http://127.0.0.1:0");
        await first.StartAsync(Token);
        var address = first.Urls.Single();

        await using var second = Service(address);
        var failure = await Assert.ThrowsAsync<IOException>(() => second.StartAsync(Token));
        Assert.Equal(
            $"Failed to bind to address {address}: address already in use. Stop the process that listens there, or choose another port.",
            StartupFailure.Explain(failure));
    }

    [Fact]
    public void A_defect_has_no_explanation() => Assert.Null(StartupFailure.Explain(new InvalidOperationException("bug")));

    private static WebApplication Service(string url)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.AddServiceDefaults();
        builder.WebHost.UseUrls(url);
        return builder.Build();
    }
}

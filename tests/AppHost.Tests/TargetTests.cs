using Aspire.Hosting;
using Floe.AppHost.Platform;
using Floe.ServiceDefaults.Platform;
using Floe.ServiceDefaults.Startup;

namespace Floe.AppHost.Tests;

public sealed class TargetTests
{
    [Theory]
    [InlineData("Local", "Platform:Target is Local, which the AppHost cannot run yet. Set Platform__Target=Embedded")]
    [InlineData("Aws", "Platform:Target is Aws, which the AppHost cannot run yet. Set Platform__Target=Embedded")]
    [InlineData("Mars", "Platform:Target is 'Mars', which is no target. Set it (environment: Platform__Target) to one of: Embedded, Local, Aws.")]
    public void A_target_without_a_topology_stops_with_one_message(string target, string message)
    {
        var error = Assert.Throws<StartupException>(() => Builder($"--Platform:Target={target}").AddPlatform());
        Assert.StartsWith(message, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Nothing_set_is_Embedded_with_the_data_beside_the_AppHost()
    {
        var builder = Builder();
        Assert.Equal(new(PlatformTarget.Embedded, Path.Combine(builder.AppHostDirectory, ".floe")), builder.AddPlatform());
    }

    private static IDistributedApplicationBuilder Builder(params string[] args) =>
        DistributedApplication.CreateBuilder(new DistributedApplicationOptions { Args = args, DisableDashboard = true });
}

using Floe.ServiceDefaults.Platform;
using Floe.ServiceDefaults.Startup;

namespace Floe.ServiceDefaults.Tests.Platform;

public sealed class PlatformOptionsTests
{
    [Theory]
    [InlineData(null, PlatformTarget.Embedded)]
    [InlineData("", PlatformTarget.Embedded)]
    [InlineData("Embedded", PlatformTarget.Embedded)]
    [InlineData("local", PlatformTarget.Local)]
    [InlineData(" AWS ", PlatformTarget.Aws)]
    public void The_target_is_read_by_name_and_is_Embedded_where_none_is_set(string? text, PlatformTarget target) =>
        Assert.Equal(target, PlatformOptions.FromConfiguration(Settings.Of(("Platform:Target", text))).Target);

    [Theory]
    [InlineData("Cloud")]
    [InlineData("2")]
    [InlineData("Local,Aws")]
    public void What_names_no_target_is_refused_with_key_environment_spelling_and_choice(string text)
    {
        var error = Assert.Throws<StartupException>(() => PlatformOptions.FromConfiguration(Settings.Of(("Platform:Target", text))));
        Assert.Equal($"Platform:Target is '{text}', which is no target. Set it (environment: Platform__Target) to one of: Embedded, Local, Aws.", error.Message);
    }

    [Fact]
    public void A_key_that_the_target_needs_is_read() =>
        Assert.Equal("spark", new PlatformOptions(PlatformTarget.Aws).Require(Settings.Of(("Platform:Aws:Namespace", "spark")), "Platform:Aws:Namespace"));

    [Fact]
    public void A_missing_key_is_told_with_its_environment_spelling_and_the_target_that_needs_it()
    {
        var error = Assert.Throws<StartupException>(() => new PlatformOptions(PlatformTarget.Aws).Require(Settings.Of(), "Platform:Aws:Namespace"));
        Assert.Equal(
            "Platform:Aws:Namespace is not set, and the target Aws needs it. Set it in the configuration or as environment variable Platform__Aws__Namespace.",
            error.Message);
    }
}

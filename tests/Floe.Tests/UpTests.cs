using System.Net;
using System.Net.Sockets;
using Floe.Testing;

namespace Floe.Floe.Tests;

public sealed class UpTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_environment_block_names_the_endpoints_and_the_credentials()
    {
        await using var platform = await RunningPlatform.StartAsync(_folder.Path, Token);

        var endpoint = platform.AwsEndpoint.AbsoluteUri.TrimEnd('/');
        foreach (var variable in new[] { "AWS_ENDPOINT_URL_S3", "AWS_ENDPOINT_URL_S3TABLES" }) Assert.Matches($"{variable}.*{endpoint}", platform.Process.Output);
        foreach (var variable in new[] { "AWS_REGION", "AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY" }) Assert.Contains(variable, platform.Process.Output);
    }

    [Fact]
    public async Task Everything_survives_a_restart()
    {
        string job;
        await using (var platform = await RunningPlatform.StartAsync(_folder.Path, Token))
        {
            await platform.S3.PutBucketAsync("kept", Token);
            await platform.S3.PutObjectAsync(new() { BucketName = "kept", Key = "a/b", ContentBody = "words" }, Token);
            await platform.Tables.CreateTableBucketAsync(new("kept-tables"), Token);
            job = await Scripts.RunAsync(platform, "kept-tables", Scripts.ThreeRows("kept"), Token);
            await Stop(platform);
        }

        await using var again = await RunningPlatform.StartAsync(_folder.Path, Token);
        using var found = await again.S3.GetObjectAsync("kept", "a/b", Token);
        using var reader = new StreamReader(found.ResponseStream);
        Assert.Equal("words", await reader.ReadToEndAsync(Token));
        Assert.Equal(3, await Scripts.CountAsync(again, "kept-tables", "kept", Token));
        Assert.Contains("INSERT", await again.Jobs.ReadLogAsync(job, Token), StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task It_stops_cleanly_on_SIGTERM()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no SIGTERM to send to another process.");
        await using var platform = await RunningPlatform.StartAsync(_folder.Path, Token);

        platform.Process.Terminate();

        Assert.Equal(0, await platform.Process.WaitForExitAsync(Token));
        Assert.Contains("stopped", platform.Process.Output);
        Assert.Empty(platform.Process.Error);
    }

    [Fact]
    public async Task A_second_one_on_the_same_folder_is_told_who_has_it()
    {
        await using var first = await RunningPlatform.StartAsync(_folder.Path, Token);

        var second = await FloeProcess.RunAsync(_folder.Path, ["up", "--data-dir", _folder.Path, "--aws-port", "0", "--port", "0"], Token);

        Assert.Equal(1, second.ExitCode);
        Assert.Contains(_folder.Path, second.Error);
        Assert.Contains("in use", second.Error);
        Assert.DoesNotContain("   at ", second.Error);
    }

    [Theory]
    [InlineData("--aws-port")]
    [InlineData("--port")]
    public async Task A_port_in_use_is_named(string option)
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var port = ((IPEndPoint)listener.LocalEndpoint).Port;
        var other = option == "--port" ? "--aws-port" : "--port";

        var result = await FloeProcess.RunAsync(_folder.Path, ["up", "--data-dir", _folder.Path, option, $"{port}", other, "0"], Token);

        Assert.Equal(1, result.ExitCode);
        Assert.Contains($"{port}", result.Error);
        Assert.Contains("in use", result.Error);
        Assert.DoesNotContain("   at ", result.Error);
    }

    [Fact]
    public async Task A_folder_that_cannot_be_made_is_named()
    {
        var file = Path.Combine(_folder.Path, "file");
        await File.WriteAllTextAsync(file, "", Token);

        var result = await FloeProcess.RunAsync(_folder.Path, ["up", "--data-dir", Path.Combine(file, "data"), "--aws-port", "0", "--port", "0"], Token);

        Assert.Equal(1, result.ExitCode);
        Assert.Contains(file, result.Error);
        Assert.DoesNotContain("   at ", result.Error);
    }

    public void Dispose() => _folder.Dispose();

    private static async Task Stop(RunningPlatform platform)
    {
        if (OperatingSystem.IsWindows()) await platform.Process.KillAsync(Token);
        else platform.Process.Terminate();
        await platform.Process.WaitForExitAsync(Token);
    }
}

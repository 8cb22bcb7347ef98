using System.Net;
using System.Net.Sockets;
using Floe.S3Tables.Client.Signing;
using Floe.S3Tables.Hosting;
using Floe.S3Tables.Tests.Storage;
using Floe.ServiceDefaults.Startup;
using Microsoft.Extensions.Configuration;

namespace Floe.S3Tables.Tests.Hosting;

public sealed class HostTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private S3TablesOptions Options => new() { DataFolder = _folder.Path, Port = 0 };

    [Fact]
    public async Task Hosts_without_options_stand_side_by_side_and_leave_nothing()
    {
        string folder;
        await using (var one = await S3TablesHost.StartAsync(cancellationToken: Token))
        await using (var other = await S3TablesHost.StartAsync(cancellationToken: Token))
        {
            folder = ((DataFolder)one.Services.GetService(typeof(DataFolder))!).Path;
            Assert.NotEqual(one.Endpoint, other.Endpoint);
            Assert.True(Directory.Exists(folder));
        }
        Assert.False(Directory.Exists(folder));
    }

    [Fact]
    public async Task What_was_stored_is_there_after_a_restart()
    {
        await using (var host = await S3TablesHost.StartAsync(Options, Token))
        {
            using var client = Client(host);
            (await client.PutAsync("bucket", null, Token)).EnsureSuccessStatusCode();
            (await client.PutAsync("bucket/k", new StringContent("kept"), Token)).EnsureSuccessStatusCode();
        }
        await using var again = await S3TablesHost.StartAsync(Options, Token);
        using var reader = Client(again);

        Assert.Equal("kept", await reader.GetStringAsync("bucket/k", Token));
    }

    [Fact]
    public async Task A_second_host_on_the_same_folder_stops_and_names_the_folder_and_the_first()
    {
        await using var first = await S3TablesHost.StartAsync(Options, Token);
        var error = await Assert.ThrowsAsync<StartupException>(() => S3TablesHost.StartAsync(Options, Token));

        Assert.Contains(_folder.Path, error.Message);
        Assert.Contains($"process {Environment.ProcessId}", error.Message);
    }

    [Fact]
    public async Task A_folder_that_cannot_be_made_is_named()
    {
        var file = Path.Combine(_folder.Path, "file");
        await File.WriteAllTextAsync(file, "", Token);
        var error = await Assert.ThrowsAsync<StartupException>(() => S3TablesHost.StartAsync(Options with { DataFolder = Path.Combine(file, "data") }, Token));

        Assert.Contains(file, error.Message);
    }

    [Fact]
    public async Task A_port_in_use_is_named_and_the_folder_is_free_again()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var port = ((IPEndPoint)listener.LocalEndpoint).Port;
        var error = await Assert.ThrowsAsync<StartupException>(() => S3TablesHost.StartAsync(Options with { Port = port }, Token));
        Assert.Contains($"{port}", error.Message);

        await using var host = await S3TablesHost.StartAsync(Options, Token);
    }

    [Theory]
    [InlineData("health")]
    [InlineData("alive")]
    [InlineData("_floe/health")]
    public async Task Health_needs_no_signature(string path)
    {
        await using var host = await S3TablesHost.StartAsync(Options, Token);
        using var client = new HttpClient { BaseAddress = host.Endpoint };
        using var response = await client.GetAsync(path, Token);

        Assert.Equal((HttpStatusCode.OK, "Healthy"), (response.StatusCode, await response.Content.ReadAsStringAsync(Token)));
        Assert.False(response.Headers.Contains("Server"));
    }

    [Fact]
    public void Settings_come_from_configuration()
    {
        var options = Read(("S3Tables:DataFolder", "/data"), ("S3Tables:Port", "1234"), ("S3Tables:AccessKeyId", "a"), ("S3Tables:SecretAccessKey", "b"), ("S3Tables:Auth", "none"));

        Assert.Equal(("/data", "127.0.0.1", 1234, new AwsCredentials("a", "b"), S3TablesAuth.None), (options.DataFolder, options.Address, options.Port, options.Credentials, options.Auth));
        Assert.Equal(("127.0.0.1", 5001), (Read(("URLS", "http://127.0.0.1:5001")).Address, Read(("URLS", "http://127.0.0.1:5001")).Port));
        Assert.Equal(("0.0.0.0", 80), (Read(("URLS", "http://+:80")).Address, Read(("URLS", "http://+:80")).Port));
        Assert.Equal(("0.0.0.0", 8080), (Read(("HTTP_PORTS", "8080")).Address, Read(("HTTP_PORTS", "8080")).Port));
    }

    [Fact]
    public async Task Users_of_the_configuration_sign_with_their_own_keys()
    {
        const string Policy = """{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"s3:*","Resource":"*"}]}""";
        var users = Read(("S3Tables:Users:0:Name", "ana"), ("S3Tables:Users:0:AccessKeyId", "ana"), ("S3Tables:Users:0:SecretAccessKey", "s"), ("S3Tables:Users:0:Policies:0", Policy)).Users;
        await using var host = await S3TablesHost.StartAsync(Options with { Users = users }, Token);
        using var ana = Client(host, new("ana", "s"));
        using var forger = Client(host, new("ana", "test"));

        Assert.Equal(HttpStatusCode.OK, (await ana.PutAsync("bucket", null, Token)).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await forger.PutAsync("other", null, Token)).StatusCode);
    }

    [Fact]
    public async Task A_user_that_is_not_valid_stops_the_start_and_is_named()
    {
        var users = Read(("S3Tables:Users:0:Name", "ana")).Users;
        var error = await Assert.ThrowsAsync<StartupException>(() => S3TablesHost.StartAsync(Options with { Users = users }, Token));

        Assert.Contains("S3Tables:Users:0:AccessKeyId", error.Message);
    }

    [Theory]
    [InlineData("S3Tables:Port", "70000")]
    [InlineData("S3Tables:AccountId", "12")]
    [InlineData("S3Tables:Auth", "basic")]
    [InlineData("URLS", "https://localhost:1")]
    public void A_setting_that_cannot_be_read_is_named(string key, string value) =>
        Assert.Contains(value, Assert.Throws<StartupException>(() => Read((key, value))).Message);

    public void Dispose() => _folder.Dispose();

    private static S3TablesOptions Read(params (string Key, string Value)[] values) =>
        S3TablesSettings.Read(new ConfigurationBuilder().AddInMemoryCollection(values.Select(v => KeyValuePair.Create(v.Key, (string?)v.Value))).Build());

    private static HttpClient Client(S3TablesHost host, AwsCredentials? credentials = null) => new(new SigV4SigningHandler(_ => ValueTask.FromResult(credentials ?? host.Options.Credentials), "us-east-1", "s3", TimeProvider.System)
    {
        InnerHandler = new SocketsHttpHandler(),
    })
    { BaseAddress = host.Endpoint };
}

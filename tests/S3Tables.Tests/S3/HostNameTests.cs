using System.Net;
using Floe.S3Tables.Hosting;
using Floe.S3Tables.S3;
using Floe.S3Tables.Tests.S3.Replayed;
using Floe.S3Tables.Tests.TablesApi;
using Floe.ServiceDefaults.Startup;
using Microsoft.Extensions.Configuration;

namespace Floe.S3Tables.Tests.S3;

public sealed class HostNameTests
{
    [Theory]
    [InlineData("/b/k", "127.0.0.1", "b", "k")]
    [InlineData("/k", "b.localhost", "b", "k")]
    [InlineData("/k", "b.s3.localhost", "b", "k")]
    [InlineData("/b/k", "s3.localhost", "b", "k")]
    [InlineData("/k", "b.s3.amazonaws.com", "b", "k")]
    [InlineData("/b/k", "floe", "b", "k")]
    [InlineData("/k", "b.floe", "b", "k")]
    [InlineData("/k", "B.FLOE", "B", "k")]
    [InlineData("/b/k", "s3.floe", "b", "k")]
    [InlineData("/a/b", "b.c.s3.floe", "b.c", "a/b")]
    [InlineData("/b/k", "b.elsewhere", "b", "k")]
    public void A_host_below_a_name_of_the_service_is_a_bucket(string path, string host, string bucket, string key) =>
        Assert.Equal((bucket, key), new S3Addresses(["floe", "s3.floe"]).Parse(path, host));

    [Fact]
    public async Task In_virtual_host_style_below_a_configured_name_objects_are_written_read_and_signed_for()
    {
        await using var lake = await Lake.StartOnAsync(new S3TablesOptions { Port = 0, HostNames = ["floe"] });
        // The name is the network's to resolve; here it is sent as a container's client would, to the address that is known.
        using var http = new HttpClient(new Client.Signing.SigV4SigningHandler(_ => ValueTask.FromResult(new Client.Signing.AwsCredentials("test", "test")), "us-east-1", "s3", TimeProvider.System)
        {
            InnerHandler = new SocketsHttpHandler { ConnectCallback = (_, cancellation) => ConnectAsync(lake.Endpoint.Port, cancellation) },
        });
        var floe = $"http://floe:{lake.Endpoint.Port}";

        var made = await http.SendAsync("PUT", $"http://data.floe:{lake.Endpoint.Port}/", []);
        var put = await http.SendAsync("PUT", $"http://data.floe:{lake.Endpoint.Port}/a/b", "x"u8.ToArray());

        Assert.Equal((200, 200), (made.Status, put.Status));
        Assert.Equal("x", (await http.SendAsync("GET", $"{floe}/data/a/b")).Text);
        Assert.Equal(["data"], (await http.SendAsync("GET", $"{floe}/")).Elements("Name"));
    }

    [Fact]
    public void Names_are_read_as_a_list_or_with_commas_between_them()
    {
        Assert.Equal(["floe", "s3.example.test"], Read(("S3Tables:HostNames", "floe, S3.example.test")));
        Assert.Equal(["floe", "lake"], Read(("S3Tables:HostNames:0", "floe"), ("S3Tables:HostNames:1", "lake")));
        Assert.Empty(Read());
    }

    [Theory]
    [InlineData("floe:4580")]
    [InlineData("http://floe")]
    [InlineData("127.0.0.1")]
    public void What_is_no_host_name_is_named(string name) =>
        Assert.Contains($"'{name}'", Assert.Throws<StartupException>(() => Read(("S3Tables:HostNames", name))).Message);

    private static IReadOnlyList<string> Read(params (string Key, string Value)[] settings) => S3TablesSettings.Read(
        new ConfigurationBuilder().AddInMemoryCollection(settings.ToDictionary(setting => setting.Key, setting => (string?)setting.Value)).Build()).HostNames;

    private static async ValueTask<Stream> ConnectAsync(int port, CancellationToken cancellationToken)
    {
        var socket = new System.Net.Sockets.Socket(System.Net.Sockets.SocketType.Stream, System.Net.Sockets.ProtocolType.Tcp);
        await socket.ConnectAsync(IPAddress.Loopback, port, cancellationToken);
        return new System.Net.Sockets.NetworkStream(socket, ownsSocket: true);
    }
}

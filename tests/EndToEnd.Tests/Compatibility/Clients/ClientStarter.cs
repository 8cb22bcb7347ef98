using Floe.EndToEnd.Tests.Compatibility.Clients.DotNet;
using Floe.EndToEnd.Tests.Tools;

namespace Floe.EndToEnd.Tests.Compatibility.Clients;

internal static class ClientStarter
{
    /// <exception cref="ClientUnavailableException">The client is not installed here.</exception>
    public static async Task<IClient> StartAsync(ClientKind kind, Uri endpoint, CancellationToken cancellationToken) => kind switch
    {
        ClientKind.AwsCli => new AwsCliClient(Installed("aws"), endpoint),
        ClientKind.Boto3 => await DriverClient.StartAsync(Installed("python3", "python"), Source("python", "driver.py"), endpoint, cancellationToken),
        ClientKind.JavaScript => await StartJavaScriptAsync(endpoint, cancellationToken),
        _ => new DotNetClient(endpoint),
    };

    private static async Task<IClient> StartJavaScriptAsync(Uri endpoint, CancellationToken cancellationToken)
    {
        var node = Installed("node");
        await NodeModules.EnsureAsync(Installed("npm"), Source("javascript"), cancellationToken);
        return await DriverClient.StartAsync(node, Source("javascript", "driver.mjs"), endpoint, cancellationToken);
    }

    private static Tool Installed(params string[] names) => Tool.Find(names) ?? throw new ClientUnavailableException(Tool.Missing(names));

    private static string Source(params ReadOnlySpan<string> parts) => RepositoryRoot.Combine(["tests", "EndToEnd.Tests", "Compatibility", .. parts]);
}

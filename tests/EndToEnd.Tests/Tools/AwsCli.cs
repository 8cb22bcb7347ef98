using System.Text.Json.Nodes;

namespace Floe.EndToEnd.Tests.Tools;

/// <summary>The AWS CLI as its user types it.</summary>
internal sealed class AwsCli(Tool aws, AwsEnvironment environment, Uri? endpointOption) : IDisposable
{
    /// <summary>The endpoint stands in the environment, as `floe up` prints it.</summary>
    public static AwsCli ByEnvironment(Uri endpoint, string secretAccessKey = "test") =>
        new(Tool.OrSkip("aws"), AwsEnvironment.For(endpoint, secretAccessKey: secretAccessKey), null);

    /// <summary>The endpoint is given with each command.</summary>
    public static AwsCli ByOption(Uri endpoint) => new(Tool.OrSkip("aws"), AwsEnvironment.WithoutEndpoint(), endpoint);

    public Task<ToolResult> RunAsync(params IEnumerable<string> arguments) => ToolRunner.RunAsync(
        aws,
        endpointOption is null ? arguments : [.. arguments, "--endpoint-url", endpointOption.OriginalString.TrimEnd('/')],
        environment,
        TestContext.Current.CancellationToken);

    /// <summary>The output of a command that must succeed.</summary>
    public async Task<string> DoAsync(params IEnumerable<string> arguments) => (await RunAsync(arguments)).Succeeded();

    public async Task<JsonObject> DoJsonAsync(params IEnumerable<string> arguments) => JsonNode.Parse(await DoAsync(arguments))!.AsObject();

    public void Dispose() => environment.Dispose();
}

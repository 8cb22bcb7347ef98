using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Floe.EndToEnd.Tests.Tools;

namespace Floe.EndToEnd.Tests.Compatibility.Clients;

/// <summary>The AWS CLI, one process a call. It takes the whole input as JSON from a file: no quoting, no limit on the command line.</summary>
internal sealed partial class AwsCliClient(Tool aws, Uri endpoint) : IClient
{
    /// <summary>A call is mostly the start of the program, which fills a core.</summary>
    private const int AtOnce = 3;

    private readonly SemaphoreSlim _gate = new(AtOnce);

    public async Task<ClientAnswer> SendAsync(ClientRequest request, CancellationToken cancellationToken)
    {
        await _gate.WaitAsync(cancellationToken);
        var folder = Directory.CreateTempSubdirectory("floe-cli-");
        try
        {
            using var environment = AwsEnvironment.For(endpoint, request.Keys.AccessKeyId, request.Keys.SecretAccessKey);
            var download = Path.Combine(folder.FullName, "download");
            var arguments = request.Action == ClientAction.Presign ? Presign(request) : await CallAsync(request, folder.FullName, download, cancellationToken);
            var result = await ToolRunner.RunAsync(aws, arguments, environment, cancellationToken);
            return result.ExitCode == 0 ? await SuccessAsync(request, result, download, cancellationToken) : Failure(result);
        }
        finally
        {
            folder.Delete(recursive: true);
            _gate.Release();
        }
    }

    public ValueTask DisposeAsync()
    {
        _gate.Dispose();
        return ValueTask.CompletedTask;
    }

    private static async Task<List<string>> CallAsync(ClientRequest request, string folder, string download, CancellationToken cancellationToken)
    {
        var input = request.Input.DeepClone().AsObject();
        var arguments = new List<string> { request.Service == "s3" ? "s3api" : request.Service, Kebab(request.Operation), "--output", "json" };
        if (input["Body"] is { } body)
        {
            var upload = Path.Combine(folder, "upload");
            await File.WriteAllBytesAsync(upload, body.AsBytes(), cancellationToken);
            arguments.AddRange(["--body", upload]);
            input.Remove("Body");
        }
        arguments.AddRange(request.Action == ClientAction.Paginate ? ["--page-size", request.PageSize.ToString(CultureInfo.InvariantCulture)] : ["--no-paginate"]);
        // The one command that takes no JSON: its file is an argument without a name.
        if (request.Operation == "GetObject") arguments.AddRange([.. input.SelectMany(member => new[] { $"--{Kebab(member.Key)}", input.Text(member.Key) }), download]);
        else arguments.AddRange(["--cli-input-json", await JsonFileAsync(input, folder, cancellationToken)]);
        return arguments;
    }

    private static async Task<string> JsonFileAsync(JsonObject input, string folder, CancellationToken cancellationToken)
    {
        var json = Path.Combine(folder, "input.json");
        await File.WriteAllTextAsync(json, input.ToJsonString(), cancellationToken);
        return $"file://{json}";
    }

    private static List<string> Presign(ClientRequest request) =>
    [
        "s3", "presign", $"s3://{request.Input.Text("Bucket")}/{request.Input.Text("Key")}",
        "--expires-in", request.ExpiresInSeconds.ToString(CultureInfo.InvariantCulture),
    ];

    private static async Task<ClientAnswer> SuccessAsync(ClientRequest request, ToolResult result, string download, CancellationToken cancellationToken)
    {
        if (request.Action == ClientAction.Presign) return ClientAnswer.Of(new() { ["Url"] = result.Output.Trim() });
        var output = string.IsNullOrWhiteSpace(result.Output) ? [] : JsonNode.Parse(result.Output)!.AsObject();
        if (request.Operation == "GetObject") output["Body"] = Json.FromBytes(await File.ReadAllBytesAsync(download, cancellationToken));
        return ClientAnswer.Of(output);
    }

    private static ClientAnswer Failure(ToolResult result)
    {
        var match = ErrorLine().Match(result.Errors);
        // argparse's words for a command that this version does not have.
        if (result.Errors.Contains("Invalid choice", StringComparison.OrdinalIgnoreCase))
            throw new ClientUnavailableException($"the AWS CLI that is installed is too old for {result.Command}");
        if (!match.Success) throw new InvalidOperationException($"The AWS CLI failed before the service answered.\n{result}");
        var code = match.Groups["code"].Value;
        return ClientAnswer.Failed(code, int.TryParse(code, out var status) ? status : null, match.Groups["message"].Value.Trim());
    }

    /// <summary>CreateTableBucket, ListObjectsV2: create-table-bucket, list-objects-v2.</summary>
    private static string Kebab(string operation) => WordStart().Replace(operation, "-$0").ToLowerInvariant();

    [GeneratedRegex("(?<!^)[A-Z]")]
    private static partial Regex WordStart();

    [GeneratedRegex(@"An error occurred \((?<code>[^)]*)\) when calling the \w+ operation(?: \(reached max retries: \d+\))?: (?<message>.*)", RegexOptions.Singleline)]
    private static partial Regex ErrorLine();
}

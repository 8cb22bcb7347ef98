using System.CommandLine;
using System.Text;
using Floe.Cli.Output;
using Floe.Cli.Platform;

namespace Floe.Cli.Commands;

/// <summary>Any request of the job API, with server and key as for the other commands: what has no command of its own.</summary>
internal static class ApiCommand
{
    public static Command Create()
    {
        var method = new Argument<string>("method") { Description = "GET, PUT, POST or DELETE." };
        var path = new Argument<string>("path") { Description = "The path after /api/v1, such as queues/etl. `GET /openapi/v1.json` is the contract." };
        var data = new Option<string?>("--data", "-d") { Description = "The body: JSON, @FILE, or - for standard input.", HelpName = "JSON|@FILE|-" };
        var server = Shared.Server();
        var command = new Command("api", "Send a request to the job API and print the answer.") { method, path, data, server };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            using var connection = new JobsConnection(parsed.GetValue(server)!);
            using var request = new HttpRequestMessage(new HttpMethod(parsed.GetValue(method)!.ToUpperInvariant()), $"api/v1/{parsed.GetValue(path)!.TrimStart('/')}");
            if (parsed.GetValue(data) is { } body) request.Content = new StringContent(await ReadAsync(body, cancellationToken), Encoding.UTF8, IsYaml(body) ? "application/yaml" : "application/json");
            using var response = await connection.SendAsync(request, cancellationToken);
            await using var output = Console.OpenStandardOutput();
            await response.Content.CopyToAsync(output, cancellationToken);
            if (response.Content.Headers.ContentType?.MediaType?.EndsWith("json", StringComparison.Ordinal) == true) output.WriteByte((byte)'\n');
            return response.IsSuccessStatusCode ? ExitCode.Success : ExitCode.Failure;
        });
        return command;
    }

    private static async Task<string> ReadAsync(string body, CancellationToken cancellationToken) => body switch
    {
        "-" => await Console.In.ReadToEndAsync(cancellationToken),
        ['@', .. var file] => File.Exists(file) ? await File.ReadAllTextAsync(file, cancellationToken) : throw new UserErrorException($"no file at {file}."),
        _ => body,
    };

    private static bool IsYaml(string body) => body.StartsWith('@') && Path.GetExtension(body).ToLowerInvariant() is ".yaml" or ".yml";
}

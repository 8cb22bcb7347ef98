using System.CommandLine;
using Floe.Cli.Output;

namespace Floe.Cli.Commands;

/// <summary>Options that several commands have.</summary>
internal static class Shared
{
    public const string DefaultServer = "http://127.0.0.1:4581";

    public static Option<OutputFormat> Output { get; } = new("--output") { Description = "text for people, json for scripts.", DefaultValueFactory = _ => OutputFormat.Text };

    public static Option<Uri> Server { get; } = new("--server")
    {
        Description = "The job service. Default: FLOE_SERVER, else http://127.0.0.1:4581.",
        HelpName = "URL",
        DefaultValueFactory = _ => new(Environment.GetEnvironmentVariable("FLOE_SERVER") is { Length: > 0 } server ? server : DefaultServer),
    };

    public static Option<string?> TableBucket(string description) => new("--table-bucket") { Description = description, HelpName = "NAME|ARN" };
}

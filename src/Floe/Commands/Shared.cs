using System.CommandLine;
using Floe.Cli.Output;

namespace Floe.Cli.Commands;

/// <summary>Options that several commands have. Each command takes its own: an option belongs to the command it was made for.</summary>
internal static class Shared
{
    public static Option<OutputFormat> Output() => new("--output")
    {
        Description = "text for people, json for scripts.",
        DefaultValueFactory = _ => OutputFormat.Text,
    };

    public static Option<Uri> Server() => new("--server")
    {
        Description = "The job service. Default: FLOE_SERVER, else http://127.0.0.1:4581.",
        HelpName = "URL",
        CustomParser = result => ServerAddress.Parse(result.Tokens[0].Value, "--server", result.AddError),
        DefaultValueFactory = result => ServerAddress.Parse(Environment.GetEnvironmentVariable("FLOE_SERVER"), "FLOE_SERVER", result.AddError),
    };
}

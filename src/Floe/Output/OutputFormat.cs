namespace Floe.Cli.Output;

internal enum OutputFormat
{
    Text,
    Json,
}

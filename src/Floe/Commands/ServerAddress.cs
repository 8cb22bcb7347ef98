namespace Floe.Cli.Commands;

internal static class ServerAddress
{
    private const string Default = "http://127.0.0.1:4581";

    public static Uri Parse(string? text, string source, Action<string> error)
    {
        if (string.IsNullOrWhiteSpace(text)) return new(Default);
        if (Uri.TryCreate(text, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https") return uri;
        error($"{source} is '{text}', which is no http or https URL. Give one such as {Default}.");
        return new(Default);
    }
}

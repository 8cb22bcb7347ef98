using Floe.Cli.Output;

namespace Floe.Cli.Commands;

internal static class Variables
{
    public static IReadOnlyDictionary<string, string> Parse(IEnumerable<string> pairs)
    {
        var variables = new Dictionary<string, string>();
        foreach (var pair in pairs)
        {
            var split = pair.IndexOf('=', StringComparison.Ordinal);
            if (split < 1) throw new UserErrorException($"--var '{pair}' has no name and value. Write it as NAME=VALUE.");
            variables[pair[..split]] = pair[(split + 1)..];
        }
        return variables;
    }
}

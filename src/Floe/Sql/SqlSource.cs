using Floe.Cli.Output;
using Floe.Engine;

namespace Floe.Cli.Sql;

/// <summary>Where the statements of a run come from.</summary>
internal static class SqlSource
{
    /// <param name="argument">A script's path, statements, or <c>-</c> for standard input.</param>
    /// <param name="command">Statements of <c>-c</c>.</param>
    /// <returns>Null where nothing is given: a terminal may then be asked.</returns>
    public static async Task<SqlScript?> ReadAsync(string? argument, string? command, TextReader input, CancellationToken cancellationToken) => (argument, command) switch
    {
        (not null, not null) => throw new UserErrorException("the statements are given twice, as an argument and with -c. Give one of them."),
        (null, null) => null,
        (null, _) => new SqlScript(command, "-c"),
        ("-", _) => new SqlScript(await input.ReadToEndAsync(cancellationToken), "standard input"),
        _ when IsPath(argument) => await ReadFileAsync(argument, cancellationToken),
        _ => new SqlScript(argument, "sql"),
    };

    /// <exception cref="UserErrorException">There is no such file.</exception>
    public static async Task<SqlScript> ReadFileAsync(string path, CancellationToken cancellationToken) => File.Exists(path)
        ? new SqlScript(await File.ReadAllTextAsync(path, cancellationToken), Path.GetFileName(path))
        : throw new UserErrorException($"no script at {path}.");

    /// <summary>No statement ends with .sql without having a space before.</summary>
    private static bool IsPath(string argument) =>
        argument.EndsWith(".sql", StringComparison.OrdinalIgnoreCase) && (File.Exists(argument) || !argument.Any(char.IsWhiteSpace));
}

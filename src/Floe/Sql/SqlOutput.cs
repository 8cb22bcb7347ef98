using Floe.Cli.Output;
using Floe.Engine;

namespace Floe.Cli.Sql;

/// <summary>How rows are shown: the first two are for people, the others are files.</summary>
internal enum SqlOutput
{
    Table,
    Line,
    Json,
    Csv,
    Arrow,
    Parquet,
}

internal static class SqlOutputs
{
    /// <summary>The file format that is written to standard output; null where it is text for people.</summary>
    public static ResultFormat? Piped(SqlOutput output) => output switch
    {
        SqlOutput.Json => ResultFormat.Json,
        SqlOutput.Csv => ResultFormat.Csv,
        SqlOutput.Parquet => ResultFormat.Parquet,
        // A pipe cannot be read at any place, which the file format is for.
        SqlOutput.Arrow => ResultFormat.ArrowStream,
        _ => null,
    };

    /// <exception cref="UserErrorException">The ending says nothing.</exception>
    public static ResultFormat OfFile(string path) => Path.GetExtension(path).ToLowerInvariant() switch
    {
        ".csv" => ResultFormat.Csv,
        ".json" => ResultFormat.Json,
        ".parquet" => ResultFormat.Parquet,
        ".arrow" => ResultFormat.ArrowFile,
        ".arrows" => ResultFormat.ArrowStream,
        var ending => throw new UserErrorException($"what to write into {path} is not known by '{ending}'. End it with .csv, .json, .parquet, .arrow or .arrows."),
    };
}

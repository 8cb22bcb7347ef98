using System.Globalization;
using Floe.Engine.DuckDb;
using Floe.Engine.Syntax.Statements;
using Floe.Engine.Types;
using Floe.Iceberg.IO;

namespace Floe.Engine.Inputs;

/// <summary>
/// CSV files as a view. Strict: a row that does not fit the declared columns is left out and counted, and the statement fails afterwards
/// unless so many rejected rows are allowed (see <see cref="RejectedRows"/>). DuckDB's <c>store_rejects</c> costs nothing while rows are good.
/// </summary>
internal static class CsvView
{
    /// <summary>How many faulty rows of a file are kept for the report when no or few may be left out.</summary>
    private const long KeptRejects = 1000;

    public static async Task<BoundView> BindAsync(
        CreateFileView view, DuckDbSession duck, StatementInputs inputs, IReadOnlyList<string> locations, long maxRejectedRows, CancellationToken cancellationToken)
    {
        var options = new FileViewOptions(view);
        options.Text("path");
        var dialect = CsvDialect.Read(options);
        var files = new List<ILocalFile>();
        foreach (var location in locations)
            files.Add(await inputs.OpenAsync(location, cancellationToken));

        var warnings = new List<string>();
        var inferSchema = options.Flag("inferSchema", otherwise: false);
        var source = new CsvSource(view, dialect, files.ConvertAll(file => file.Path), Compression(view, options, locations));
        IReadOnlyList<CsvColumn> columns;
        if (view.Columns.Count > 0)
        {
            columns = [.. view.Columns.Select(column => CsvColumn.Of(column, dialect))];
            if (dialect.Header)
                foreach (var (location, path) in locations.Zip(source.Paths))
                    warnings.AddRange(CsvHeader.Check(await source.ReadFirstRowAsync(path, duck, cancellationToken), columns, location));
        }
        else
            columns = await source.FindColumnsAsync(inferSchema, duck, cancellationToken);

        var max = RejectLimit(options, maxRejectedRows);
        var table = "floe_rejects_" + Guid.NewGuid().ToString("N");
        inputs.Rejects.Add(new RejectSource(view.Name, table, table + "_scans", max, columns.ToDictionary(c => c.Name, c => SparkTypeNames.Of(c.Type), StringComparer.Ordinal)));
        warnings.AddRange(options.Unknown.Select(unknown => $"the option '{unknown}' has no effect"));
        var limit = max > long.MaxValue / 2 ? 0 : Math.Max(KeptRejects, max + 1);
        return new BoundView(
            $"""
            SELECT {string.Join(", ", columns.Select(column => column.Projection))}
            FROM read_csv({Quote.List(source.Paths)}, auto_detect = false, header = {(dialect.Header ? "true" : "false")}, filename = true, {source.Arguments},
              columns = {CsvColumn.Declare(columns)}, store_rejects = true, rejects_limit = {limit.ToString(CultureInfo.InvariantCulture)},
              rejects_table = {Quote.Text(table)}, rejects_scan = {Quote.Text(table + "_scans")})
            """,
            warnings);
    }

    /// <summary>Spark's modes, and the number of rows between them.</summary>
    private static long RejectLimit(FileViewOptions options, long otherwise)
    {
        var number = options.Number("maxRejectedRows");
        return options.Text("mode")?.ToUpperInvariant() switch
        {
            null => number ?? otherwise,
            "FAILFAST" => 0,
            "DROPMALFORMED" => number ?? long.MaxValue,
            "PERMISSIVE" => throw options.Error("mode PERMISSIVE puts NULL for bad values without a trace and is not supported. Use DROPMALFORMED, FAILFAST, or maxRejectedRows 'n'."),
            var mode => throw options.Error($"'{mode}' is not a mode. There are FAILFAST and DROPMALFORMED."),
        };
    }

    /// <summary>By the name of the object: local files need not keep its extension.</summary>
    private static string Compression(CreateFileView view, FileViewOptions options, IReadOnlyList<string> locations)
    {
        var kinds = locations.Select(location => Path.GetExtension(location).ToLowerInvariant() switch { ".gz" => "gzip", ".zst" => "zstd", _ => "none" }).Distinct().ToList();
        return (options.Text("compression", "codec")?.ToLowerInvariant(), kinds) switch
        {
            (null, [var only]) => only,
            (null, _) => throw options.Error($"the files of view {view.Name} are compressed in different ways. Make a view for each."),
            ("none" or "uncompressed", _) => "none",
            ("gzip" or "gz", _) => "gzip",
            ("zstd", _) => "zstd",
            var (other, _) => throw options.Error($"files compressed with '{other}' cannot be read; gzip and zstd can."),
        };
    }
}

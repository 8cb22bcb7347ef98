using Floe.Engine.DuckDb;
using Floe.Engine.Syntax.Statements;
using Floe.Engine.Types;

namespace Floe.Engine.Inputs;

/// <summary>Parquet files as a view: all columns, or those declared, by name and cast to their types. Files may lack columns that others have.</summary>
internal static class ParquetView
{
    public static async Task<BoundView> BindAsync(CreateFileView view, StatementInputs inputs, IReadOnlyList<string> locations, CancellationToken cancellationToken)
    {
        var options = new FileViewOptions(view);
        options.Text("path");
        options.Text("mergeSchema");
        var paths = new List<string>();
        foreach (var location in locations)
            paths.Add((await inputs.OpenAsync(location, cancellationToken)).Path);
        return new BoundView(
            $"SELECT {Projection(view)} FROM read_parquet({Quote.List(paths)}, union_by_name = true)",
            [.. options.Unknown.Select(unknown => $"the option '{unknown}' has no effect")]);
    }

    public static string Projection(CreateFileView view) => view.Columns.Count == 0
        ? "*"
        : string.Join(", ", view.Columns.Select(column => $"CAST({Quote.Name(column.Name)} AS {SparkTypes.ToDuckDb(column.Type)}) AS {Quote.Name(column.Name)}"));
}

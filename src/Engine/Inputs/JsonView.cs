using Floe.Engine.DuckDb;
using Floe.Engine.Syntax.Statements;
using Floe.Engine.Types;

namespace Floe.Engine.Inputs;

/// <summary>JSON files as a view: one object a line, or with <c>multiLine</c> arrays and objects over several lines. Always strict.</summary>
internal static class JsonView
{
    public static async Task<BoundView> BindAsync(CreateFileView view, StatementInputs inputs, IReadOnlyList<string> locations, CancellationToken cancellationToken)
    {
        var options = new FileViewOptions(view);
        options.Text("path");
        var format = options.Flag("multiLine", otherwise: false) ? "auto" : "newline_delimited";
        var paths = new List<string>();
        foreach (var location in locations)
            paths.Add((await inputs.OpenAsync(location, cancellationToken)).Path);
        var gzip = locations.All(location => location.EndsWith(".gz", StringComparison.OrdinalIgnoreCase));
        var columns = view.Columns.Count == 0
            ? "auto_detect = true"
            : "columns = {" + string.Join(", ", view.Columns.Select(column => $"{Quote.Text(column.Name)}: {Quote.Text(SparkTypes.ToDuckDb(column.Type).ToString()!)}")) + "}";
        return new BoundView(
            $"SELECT * FROM read_json({Quote.List(paths)}, format = '{format}', compression = '{(gzip ? "gzip" : "uncompressed")}', {columns})",
            [.. options.Unknown.Select(unknown => $"the option '{unknown}' has no effect")]);
    }
}

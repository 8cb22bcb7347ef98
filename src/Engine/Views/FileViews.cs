using Floe.Engine.DuckDb;
using Floe.Engine.Inputs;
using Floe.Engine.Syntax.Statements;

namespace Floe.Engine.Views;

/// <summary>Binds views over files: finds the files and makes the query that reads them.</summary>
internal sealed class FileViews(DuckDbSession duck, SqlRunOptions options, Action<string> log)
{
    private readonly HashSet<string> _warned = new(StringComparer.Ordinal);

    public async Task<string> BindAsync(CreateFileView view, StatementInputs inputs, CancellationToken cancellationToken)
    {
        var path = new FileViewOptions(view).Required("path");
        var locations = await InputFiles.FindAsync(inputs.Files, path, view.Position, cancellationToken);
        var bound = view.Format switch
        {
            "csv" => await CsvView.BindAsync(view, duck, inputs, locations, options.MaxRejectedRows, cancellationToken),
            "parquet" => await ParquetView.BindAsync(view, inputs, locations, cancellationToken),
            _ => await JsonView.BindAsync(view, inputs, locations, cancellationToken),
        };
        foreach (var warning in bound.Warnings.Where(warning => _warned.Add($"{view.Name}: {warning}")))
            log($"  warning: view {view.Name}: {warning}");
        return bound.Sql;
    }
}

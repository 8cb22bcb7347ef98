using Floe.Engine.DuckDb;
using Floe.Iceberg.IO;

namespace Floe.Engine.Inputs;

/// <summary>Finds the file that made a statement fail. DuckDB names a file it cannot open or decompress, but not one whose footer makes no sense.</summary>
internal static class BrokenFiles
{
    /// <summary>Whether the failure can be of this kind, and names none of the files.</summary>
    public static bool AreLikely(DuckDbFailure failure, StatementInputs inputs) =>
        failure.Error.Kind is "Invalid" or "Serialization" or "Internal" or "" && inputs.WithoutPaths(failure.Error.Message) == failure.Error.Message;

    /// <param name="locations">What the statement read.</param>
    /// <returns>The location of the first Parquet file whose footer cannot be read; null if there is none.</returns>
    public static async Task<string?> FindAsync(DuckDbSession duck, IFileIO files, IEnumerable<string> locations, CancellationToken cancellationToken)
    {
        foreach (var location in locations.Where(IsParquet))
        {
            await using var file = await files.OpenAsync(location, cancellationToken);
            if (!await CanReadAsync(duck, file.Path, cancellationToken))
                return location;
        }
        return null;
    }

    private static bool IsParquet(string location) => location.EndsWith(".parquet", StringComparison.OrdinalIgnoreCase);

    private static async Task<bool> CanReadAsync(DuckDbSession duck, string path, CancellationToken cancellationToken)
    {
        try
        {
            await duck.ExecuteAsync($"SELECT count(*) FROM parquet_metadata({Quote.Text(path)})", cancellationToken);
            return true;
        }
        catch (DuckDbFailure)
        {
            return false;
        }
    }
}

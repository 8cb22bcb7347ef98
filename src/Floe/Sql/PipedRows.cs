using Floe.Engine;

namespace Floe.Cli.Sql;

/// <summary>
/// Rows for standard output in the form of a file. They go to a file first and from there to the output, so that a statement that fails half way
/// has written nothing that looks like a result.
/// </summary>
internal static class PipedRows
{
    public static async Task<SqlScriptResult> RunAsync(
        SqlSession session, SqlScript script, ResultFormat format, long? maxRows, string folder, Stream output, CancellationToken cancellationToken)
    {
        var file = Path.Combine(folder, Guid.NewGuid().ToString("N"));
        try
        {
            var done = await session.RunAsync(script, new ResultExport(file, format) { MaxRows = maxRows }, cancellationToken);
            // A script without statements has no rows, not even none.
            if (File.Exists(file))
            {
                await using var rows = File.OpenRead(file);
                await rows.CopyToAsync(output, cancellationToken);
                await output.FlushAsync(cancellationToken);
            }
            return done;
        }
        finally
        {
            File.Delete(file);
        }
    }
}

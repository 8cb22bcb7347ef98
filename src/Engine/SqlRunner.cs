using Floe.Iceberg.IO;

namespace Floe.Engine;

/// <summary>
/// Runs SQL scripts over Iceberg tables. Each run has a session of its own, so one runner serves any number of runs at a time.
/// </summary>
public sealed class SqlRunner(ICatalogProvider catalogs, IFileIO files, EngineOptions options, TimeProvider time)
{
    /// <summary>
    /// Runs a script to its end. It is read whole before anything runs; then each statement is one transaction, and what earlier statements
    /// did stays when a later one fails.
    /// </summary>
    /// <param name="log">Gets plain lines as the work goes on. Called by one thread at a time.</param>
    /// <exception cref="SqlException">The script cannot be read, or a statement failed.</exception>
    /// <exception cref="OperationCanceledException">Cancelled; the statement under way left nothing behind.</exception>
    public async Task<SqlScriptResult> RunAsync(SqlScript script, SqlRunOptions runOptions, Action<string> log, CancellationToken cancellationToken)
    {
        await using var session = await SqlSession.OpenAsync(catalogs, files, options, time, runOptions, log, cancellationToken);
        return await session.RunAsync(script, export: null, cancellationToken);
    }
}

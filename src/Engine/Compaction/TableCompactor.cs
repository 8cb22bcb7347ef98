using Floe.Engine.DuckDb;
using Floe.Engine.Queries;
using Floe.Engine.Syntax;
using Floe.Engine.Tables;
using Floe.Engine.Writing;
using Floe.Iceberg.Operations;

namespace Floe.Engine.Compaction;

/// <summary>Compacts tables. Each run has a DuckDB of its own, limited in memory and threads as the options say, so that runs can go on side by side.</summary>
public sealed class TableCompactor(EngineOptions options)
{
    /// <param name="table">Loaded freshly; it is at the last commit of the run afterwards.</param>
    /// <param name="log">Gets plain lines as the work goes on.</param>
    /// <exception cref="ValidationException">Another writer changed the files meanwhile: the table is as that writer left it.</exception>
    /// <exception cref="Iceberg.Catalog.CommitFailedException">Others were faster in every attempt to commit.</exception>
    /// <exception cref="Iceberg.Catalog.CommitStateUnknownException">Nobody knows whether the commit happened: the new files must stay.</exception>
    /// <exception cref="CompactionException">A data file cannot be read, or the table cannot be written by this engine.</exception>
    /// <exception cref="ArgumentException">The options contradict each other.</exception>
    public async Task<CompactionResult> RunAsync(Table table, CompactionOptions compaction, Action<string> log, CancellationToken cancellationToken)
    {
        await using var duck = await DuckDbSession.OpenAsync(options, cancellationToken);
        BucketFunction.Register(duck.Connection);
        try
        {
            return await new CompactionRun(duck, new TableViews(duck), table, compaction, log).RunAsync(cancellationToken);
        }
        catch (SqlError e)
        {
            throw new CompactionException($"{table.Identifier}: {e.Message}", e);
        }
        catch (DuckDbFailure e)
        {
            throw new CompactionException($"{table.Identifier}: {QueryErrors.OneLine(e.Error.Message)}", e);
        }
    }
}

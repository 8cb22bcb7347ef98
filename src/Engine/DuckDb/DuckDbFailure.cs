namespace Floe.Engine.DuckDb;

/// <summary>DuckDB refused or gave up a statement.</summary>
internal sealed class DuckDbFailure(DuckDbError error, Exception inner) : Exception(error.Message, inner)
{
    public DuckDbError Error { get; } = error;
}

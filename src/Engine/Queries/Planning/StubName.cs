namespace Floe.Engine.Queries.Planning;

/// <summary>The name of a table in the session that plans queries.</summary>
internal sealed record StubName(string Catalog, string Schema, string Table)
{
    /// <summary>A temporary table.</summary>
    public static StubName Temporary(string name) => new("temp", "main", name);
}

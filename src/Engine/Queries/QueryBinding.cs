using Floe.Engine.Queries.Planning;
using Floe.Engine.Tables;

namespace Floe.Engine.Queries;

/// <summary>
/// What one query needs before DuckDB can run it, gathered while its names are resolved: its tables, which are scanned once their filters are
/// known, and the views that are made over them, in the order in which each can be made.
/// </summary>
internal sealed class QueryBinding
{
    public List<Step> Steps { get; } = [];

    public List<ScannedTable> Scanned { get; } = [];

    /// <summary>Whether the query asks for the time, which must then be one and the same while it is planned and while it runs.</summary>
    public bool UsesClock { get; set; }

    /// <summary>Whether it calls something that planning and running could answer differently: then no filter is taken from the plan.</summary>
    public bool IsUnstable { get; set; }

    /// <summary>Whether it names <see cref="MetadataColumns"/>, so that tables have to give them.</summary>
    public bool WithMetadata { get; set; }

    /// <summary>Adds a table once, however often the query names it.</summary>
    public void AddTable(StubName stub, TableSource source, Func<ScanFilter?, CancellationToken, Task<ScannedTable>> create)
    {
        if (Steps.All(step => step.Stub != stub))
            Steps.Add(new Step(stub, source, async (filter, cancellationToken) => Scanned.Add(await create(filter, cancellationToken))));
    }

    public void AddView(Func<CancellationToken, Task> create) => Steps.Add(new Step(null, null, (_, cancellationToken) => create(cancellationToken)));

    /// <param name="Stub">The table's stand-in where queries are planned; null for views.</param>
    /// <param name="Source">The table; null for views.</param>
    internal sealed record Step(StubName? Stub, TableSource? Source, Func<ScanFilter?, CancellationToken, Task> CreateAsync);
}

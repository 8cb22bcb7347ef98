using Floe.Engine.DuckDb;

namespace Floe.Engine.Tables;

/// <summary>What the scans of a run share.</summary>
internal sealed class ScanServices(DuckDbSession duck)
{
    public DuckDbSession Duck { get; } = duck;

    public PhysicalSchemas Schemas { get; } = new(duck);

    public FileNumbers Numbers { get; } = new();

    public DeletionVectors Vectors { get; } = new(duck);
}

using Floe.Iceberg.Updates;

namespace Floe.Iceberg.Operations;

/// <summary>Updates and the requirements under which they are right. That the table is the same one is always required.</summary>
public sealed record TableChange(IReadOnlyList<UpdateRequirement> Requirements, IReadOnlyList<MetadataUpdate> Updates)
{
    public static TableChange None { get; } = new([], []);
}

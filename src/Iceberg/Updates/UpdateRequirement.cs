using Floe.Iceberg.Catalog;
using Floe.Iceberg.Spec;

namespace Floe.Iceberg.Updates;

/// <summary>What must hold of the table for a commit to be applied. On the wire by <see cref="UpdateRequirementJson"/>.</summary>
public abstract record UpdateRequirement
{
    /// <param name="current">The table as it is; null where it does not exist (or is staged only).</param>
    /// <exception cref="CommitFailedException">The requirement does not hold; the writer may refresh and try again.</exception>
    public abstract void Check(TableMetadata? current);

    private protected static void Require(bool holds, string problem)
    {
        if (!holds) throw new CommitFailedException($"Requirement failed: {problem}");
    }

    private protected static TableMetadata Existing(TableMetadata? current) =>
        current ?? throw new CommitFailedException("Requirement failed: the table does not exist");
}

using Floe.Engine.DuckDb;
using Floe.Engine.Inputs;
using Floe.Engine.Syntax;
using Floe.Iceberg.Spec;

namespace Floe.Engine.Tables;

/// <summary>Deletion vectors (v3) as an anti join.</summary>
internal static class DeletionVectors
{
    public static Task<string> ClauseAsync(
        IReadOnlyList<DataFile> vectors, FileGroup group, DuckDbSession duck, StatementInputs inputs, CancellationToken cancellationToken) =>
        throw new SqlError($"The table has deletion vectors ({vectors[0].Path}), which the embedded engine does not read. Compact the table, or use the Spark engine.");
}

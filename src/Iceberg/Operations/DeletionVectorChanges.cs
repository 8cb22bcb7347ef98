using Floe.Iceberg.Spec;

namespace Floe.Iceberg.Operations;

/// <summary>What <see cref="DeletionVectorWriter"/> wrote, for <see cref="RowDelta.AddDeletes(DeletionVectorChanges)"/>.</summary>
/// <param name="Added">A vector for each data file with new deletes.</param>
/// <param name="Replaced">The vectors and position delete files of the same data files that the new vectors hold the positions of.</param>
public sealed record DeletionVectorChanges(IReadOnlyList<DataFile> Added, IReadOnlyList<DataFile> Replaced);

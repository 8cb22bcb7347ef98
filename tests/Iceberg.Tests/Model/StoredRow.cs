namespace Floe.Iceberg.Tests.Model;

/// <summary>A row as its file has it.</summary>
/// <param name="Uid">Tells rows apart in the model; no column of the table.</param>
/// <param name="Values">By field id, of the types the columns had when the row was written.</param>
/// <param name="RowId">Kept by a rewrite (version 3).</param>
internal sealed record StoredRow(int Uid, IReadOnlyDictionary<int, object?> Values, long? RowId = null);

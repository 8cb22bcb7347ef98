namespace Floe.Engine.Tables;

/// <summary>A node of a Parquet file's own schema.</summary>
/// <param name="FieldId">Null in files of writers that do not know Iceberg, unless a name mapping gave it.</param>
internal sealed record PhysicalColumn(string Name, int? FieldId, IReadOnlyList<PhysicalColumn> Children)
{
    public PhysicalColumn? Find(int fieldId) => Children.FirstOrDefault(child => child.FieldId == fieldId);

    /// <summary>Files of equal signatures can be read together.</summary>
    public string Signature => $"{Name}:{FieldId}({string.Join(",", Children.Select(child => child.Signature))})";
}

using Floe.Iceberg.Spec;

namespace Floe.Iceberg.Evolution;

/// <summary>A column to add.</summary>
/// <param name="Name">Without the names of its parents.</param>
/// <param name="Type">Field ids inside say only what belongs together: the table gives its own.</param>
public sealed record NewColumn(string Name, IcebergType Type)
{
    /// <summary>Dotted name of the struct to add it to, or of a list or map of structs; null for the top.</summary>
    public string? Parent { get; init; }

    public string? Doc { get; init; }

    public bool Required { get; init; }

    /// <summary>Version 3: what rows have that are there already, and what writers store that do not give the column. Held as <see cref="IcebergValue"/> says.</summary>
    public object? Default { get; init; }
}

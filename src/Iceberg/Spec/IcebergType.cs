namespace Floe.Iceberg.Spec;

/// <summary>
/// A type of the table format. Equality is structural, field ids included; <see cref="object.ToString"/> of a primitive is its specification form.
/// </summary>
public abstract record IcebergType(TypeKind Kind)
{
    public bool IsPrimitive => this is PrimitiveType;

    /// <summary>Parses a primitive type string such as <c>decimal(9, 2)</c>. Nested types are JSON objects: see <see cref="SchemaJson"/>.</summary>
    /// <exception cref="FormatException">The text names no type of the specification.</exception>
    public static PrimitiveType Parse(string text) => PrimitiveTypeParser.Parse(text);
}

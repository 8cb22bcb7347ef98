using System.Globalization;
using Floe.Engine.DuckDb;

namespace Floe.Engine.Types;

/// <summary>A DuckDB type. <see cref="object.ToString"/> gives it as DuckDB SQL.</summary>
internal abstract record DuckType;

/// <summary>A type without parts, by DuckDB's own name in upper case: <c>INTEGER</c>, <c>TIMESTAMP WITH TIME ZONE</c>.</summary>
internal sealed record DuckScalar(string Name) : DuckType
{
    public override string ToString() => Name;
}

internal sealed record DuckDecimal(int Precision, int Scale) : DuckType
{
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"DECIMAL({Precision},{Scale})");
}

internal sealed record DuckList(DuckType Element) : DuckType
{
    public override string ToString() => $"{Element}[]";
}

internal sealed record DuckMap(DuckType Key, DuckType Value) : DuckType
{
    public override string ToString() => $"MAP({Key}, {Value})";
}

internal sealed record DuckStruct(IReadOnlyList<KeyValuePair<string, DuckType>> Fields) : DuckType
{
    public bool Equals(DuckStruct? other) => other is not null && Fields.SequenceEqual(other.Fields);

    public override int GetHashCode() => Fields.Aggregate(17, HashCode.Combine);

    public override string ToString() => $"STRUCT({string.Join(", ", Fields.Select(field => $"{Quote.Name(field.Key)} {field.Value}"))})";
}

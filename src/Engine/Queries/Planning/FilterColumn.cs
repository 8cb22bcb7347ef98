using Floe.Iceberg.Spec;

namespace Floe.Engine.Queries.Planning;

/// <summary>A column, or a field inside structs, that a filter tests.</summary>
/// <param name="Path">Dotted, as predicates name it.</param>
/// <param name="IsNested">Whether it is a field of a struct, which is null also where the struct is.</param>
/// <param name="AsDate">Whether a timestamp is compared by its day only.</param>
/// <param name="AsTime">Whether a date is compared as the timestamp it begins with.</param>
internal sealed record FilterColumn(string Path, NestedField Field, bool IsNested, bool AsDate = false, bool AsTime = false)
{
    public static FilterColumn Of(NestedField field) => new(field.Name, field, IsNested: false);

    public FilterColumn? Inner(string name) =>
        !AsDate && !AsTime && Field.Type is StructType type && !name.Contains('.', StringComparison.Ordinal)
        && type.Fields.FirstOrDefault(field => field.Name.Equals(name, StringComparison.OrdinalIgnoreCase)) is { } inner
            ? new FilterColumn($"{Path}.{inner.Name}", inner, IsNested: true)
            : null;
}

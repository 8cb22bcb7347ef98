namespace Floe.Iceberg.Spec;

/// <summary>The names a field has in data files without field ids.</summary>
/// <param name="FieldId">Null for columns of files that the table does not have.</param>
/// <param name="Names">Taken literally: a dot is part of a name.</param>
/// <param name="Fields">Of a struct; <c>element</c> of a list; <c>key</c> and <c>value</c> of a map.</param>
public sealed record MappedField(int? FieldId, IReadOnlyList<string> Names, IReadOnlyList<MappedField> Fields);

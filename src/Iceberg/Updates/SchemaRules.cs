using Floe.Iceberg.Catalog;
using Floe.Iceberg.Spec;

namespace Floe.Iceberg.Updates;

/// <summary>What a schema may hold in a table of a format version.</summary>
internal static class SchemaRules
{
    /// <summary>Ids above are reserved for metadata columns (_file, _pos, _row_id ...).</summary>
    private const int MaxFieldId = 2_147_483_447;

    public static void Check(Schema schema, int formatVersion)
    {
        IReadOnlyCollection<NestedField> fields;
        try
        {
            fields = schema.AllFields;
        }
        catch (ArgumentException e)
        {
            throw new BadRequestException($"Invalid schema: {e.Message}", e);
        }
        foreach (var field in fields) Check(schema, field, formatVersion);
        foreach (var id in schema.IdentifierFieldIds) CheckIdentifier(schema, id);
    }

    private static void Check(Schema schema, NestedField field, int formatVersion)
    {
        var name = schema.FullName(field.Id);
        if (field.Name.Length == 0) throw new BadRequestException($"Invalid schema: the name of field {field.Id} is empty");
        if (field.Id is < 0 or > MaxFieldId) throw new BadRequestException($"Invalid schema: field id {field.Id} of '{name}' is not between 0 and {MaxFieldId}");
        if (formatVersion < 3 && IsOfVersion3(field.Type.Kind))
            throw new BadRequestException($"Invalid type for {name}: {field.Type} is not supported until v3");
        if (formatVersion < 3 && field.InitialDefault is not null)
            throw new BadRequestException($"Invalid initial default for {name}: non-null default is not supported until v3");
    }

    /// <summary>Identifier columns are required primitives, not floating point, and not inside a list, map or optional struct.</summary>
    private static void CheckIdentifier(Schema schema, int id)
    {
        var field = schema.FindField(id) ?? throw new BadRequestException($"Cannot add field {id} as an identifier field: it does not exist");
        var name = schema.FullName(id);
        if (!field.Type.IsPrimitive) throw new BadRequestException($"Cannot add field {name} as an identifier field: not a primitive type field");
        if (!field.Required) throw new BadRequestException($"Cannot add field {name} as an identifier field: not a required field");
        if (field.Type.Kind is TypeKind.Float or TypeKind.Double) throw new BadRequestException($"Cannot add field {name} as an identifier field: must not be float or double field");
        if (schema.IsInsideCollection(id)) throw new BadRequestException($"Cannot add field {name} as an identifier field: must not be nested in a list or map");
        for (var parent = SchemaTree.ParentOf(schema, id); parent is not null; parent = SchemaTree.ParentOf(schema, parent.Id))
        {
            if (!parent.Required) throw new BadRequestException($"Cannot add field {name} as an identifier field: must not be nested in an optional field {schema.FullName(parent.Id)}");
        }
    }

    private static bool IsOfVersion3(TypeKind kind) =>
        kind is TypeKind.TimestampNs or TypeKind.TimestampTzNs or TypeKind.Variant or TypeKind.Unknown or TypeKind.Geometry or TypeKind.Geography;
}

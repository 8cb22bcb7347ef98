using Floe.Engine.Syntax;
using Floe.Engine.Syntax.Statements;
using Floe.Engine.Types;
using Floe.Iceberg.Spec;

namespace Floe.Engine.Running;

/// <summary>The columns of CREATE TABLE with their defaults.</summary>
internal static class NewColumns
{
    /// <param name="formatVersion">Of the table where the statement does not say it: defaults came with version 3.</param>
    public static async Task<Schema> SchemaAsync(ScriptContext context, CreateTable statement, int formatVersion, CancellationToken cancellationToken)
    {
        var schema = SparkTypes.ToSchema(statement.Columns);
        if (statement.Columns.All(column => column.Default is null))
            return schema;
        var fields = new List<NestedField>();
        foreach (var (field, column) in schema.Fields.Zip(statement.Columns))
            fields.Add(column.Default is { } value ? await WithDefaultAsync(context, field, value, cancellationToken) : field);
        var version = statement.Properties.GetInt(TableProperties.FormatVersion, formatVersion);
        return version >= 3
            ? new Schema(0, fields)
            : throw new SqlError("DEFAULT needs a table of format version 3: TBLPROPERTIES ('format-version' = '3').", statement.Columns.First(column => column.Default is not null).Position);
    }

    private static async Task<NestedField> WithDefaultAsync(ScriptContext context, NestedField field, QuerySyntax expression, CancellationToken cancellationToken)
    {
        var value = await ConstantExpressions.EvaluateAsync(context, expression, field.Type, cancellationToken);
        return field with { InitialDefault = value, WriteDefault = value };
    }
}

using Floe.Engine.Queries;
using Floe.Engine.Running;
using Floe.Engine.Syntax;
using Floe.Engine.Syntax.Statements;
using Floe.Iceberg.Spec;

namespace Floe.Engine.Changes;

/// <summary>
/// What <c>PARTITION (a = 1, b)</c> says of an INSERT: columns with a value get it in every row and are left out of the query; those without are
/// columns of the query like any other.
/// </summary>
/// <param name="Values">The columns with a value.</param>
internal sealed record StaticPartition(Schema Schema, IReadOnlyList<(NestedField Field, QuerySyntax Value)> Values)
{
    /// <exception cref="SqlError">A column is not one the table is partitioned by.</exception>
    public static StaticPartition Of(Insert statement, TableMetadata table)
    {
        var schema = table.CurrentSchema;
        var identities = table.DefaultSpec.Fields.Where(field => field.Transform is IdentityTransform).Select(field => field.SourceId).ToHashSet();
        var values = new List<(NestedField, QuerySyntax)>();
        foreach (var column in statement.Partition)
        {
            if (schema.Fields.FirstOrDefault(field => Same(field.Name, column.Column)) is not { } field || !identities.Contains(field.Id))
                throw new SqlError($"PARTITION names '{column.Column}', which the table is not partitioned by as it is. Leave it out: rows go to their partitions by their values.", column.Position);
            if (column.Value is { } value && statement.Columns.Any(named => Same(named, field.Name)))
                throw new SqlError($"Column '{field.Name}' has its value in PARTITION and is named in the column list too.", column.Position);
            if (column.Value is { } given)
                values.Add((field, given));
        }
        return new StaticPartition(schema, values);
    }

    /// <summary>The query with the values as further columns.</summary>
    public QuerySyntax Complete(QuerySyntax query)
    {
        if (Values.Count == 0)
            return query;
        var draft = new QueryDraft(query.Position).Add("SELECT *");
        foreach (var (field, value) in Values)
            draft.Add(", (").Add(value).Add($") AS {QueryDraft.Name(field.Name)}");
        return draft.Add("FROM (").Add(query).Add(") AS __floe_query").ToSyntax();
    }

    /// <summary>The columns that those of the statement's own query go to, as far as they are the table's.</summary>
    public IReadOnlyList<NestedField> Given(Insert statement) => statement.Columns.Count == 0
        ? [.. Schema.Fields.Where(field => Values.All(value => value.Field.Id != field.Id))]
        : [.. statement.Columns.Select(column => Schema.Fields.FirstOrDefault(field => Same(field.Name, column))).OfType<NestedField>()];

    /// <summary>The columns that those of the completed query go to; empty for all.</summary>
    public IReadOnlyList<string> Columns(Insert statement)
    {
        if (Values.Count == 0 || statement.ByName)
            return statement.Columns;
        var named = statement.Columns.Count > 0 ? statement.Columns : [.. Schema.Fields.Select(field => field.Name).Where(name => Values.All(value => value.Field.Name != name))];
        return [.. named, .. Values.Select(value => value.Field.Name)];
    }

    /// <summary>The values as partitions hold them.</summary>
    public async Task<IReadOnlyDictionary<NestedField, object?>> EvaluateAsync(ScriptContext context, CancellationToken cancellationToken)
    {
        var found = new Dictionary<NestedField, object?>();
        foreach (var (field, value) in Values)
            found.Add(field, await ConstantExpressions.EvaluateAsync(context, value, field.Type, cancellationToken));
        return found;
    }

    private static bool Same(string left, string right) => left.Equals(right, StringComparison.OrdinalIgnoreCase);
}

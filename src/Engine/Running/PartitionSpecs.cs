using Floe.Engine.Syntax;
using Floe.Iceberg.Spec;

namespace Floe.Engine.Running;

/// <summary>PARTITIONED BY as a partition spec of the schema.</summary>
internal static class PartitionSpecs
{
    public static PartitionSpec Of(IReadOnlyList<PartitionSyntax> partitioning, Schema schema)
    {
        var fields = new List<PartitionField>();
        foreach (var syntax in partitioning)
        {
            var source = schema.FindField(syntax.Column, caseSensitive: false)
                ?? throw new SqlError($"PARTITIONED BY names '{syntax.Column}', which is no column of the table.", syntax.Position);
            var transform = Transform.Parse(syntax.Argument is { } argument ? $"{syntax.Transform}[{argument}]" : syntax.Transform);
            if (!transform.CanTransform(source.Type))
                throw new SqlError($"Column '{syntax.Column}' is {Types.SparkTypeNames.Of(source.Type)}; {syntax.Transform} cannot be applied to it.", syntax.Position);
            var name = transform.DefaultFieldName(syntax.Column);
            if (fields.Any(field => field.Name == name))
                throw new SqlError($"PARTITIONED BY names {syntax.Transform} of '{syntax.Column}' twice.", syntax.Position);
            fields.Add(new PartitionField(source.Id, PartitionSpec.LastIdOfNoField + 1 + fields.Count, name, transform));
        }
        return new PartitionSpec(0, fields);
    }
}

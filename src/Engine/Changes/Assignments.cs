using Floe.Engine.Syntax;
using Floe.Engine.Syntax.Statements;
using Floe.Iceberg.Spec;

namespace Floe.Engine.Changes;

/// <summary>The columns that a clause sets.</summary>
internal static class Assignments
{
    public static void Check(IReadOnlyList<Assignment> assignments, Schema schema)
    {
        var seen = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var assignment in assignments)
        {
            if (schema.Fields.All(field => !Same(assignment, field)))
                throw new SqlError($"The table has no column '{assignment.Column}'. It has {string.Join(", ", schema.Fields.Select(field => field.Name))}.", assignment.Position);
            if (!seen.Add(assignment.Column))
                throw new SqlError($"Column '{assignment.Column}' is set twice.", assignment.Position);
        }
    }

    /// <returns>-1 where the field is not set.</returns>
    public static int IndexOf(IReadOnlyList<Assignment> assignments, NestedField field)
    {
        for (var i = 0; i < assignments.Count; i++)
            if (Same(assignments[i], field))
                return i;
        return -1;
    }

    private static bool Same(Assignment assignment, NestedField field) => assignment.Column.Equals(field.Name, StringComparison.OrdinalIgnoreCase);
}

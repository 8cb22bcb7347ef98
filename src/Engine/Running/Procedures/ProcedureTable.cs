using Floe.Engine.Catalogs;
using Floe.Engine.Syntax;
using Floe.Engine.Syntax.Parsing;
using Floe.Engine.Syntax.Statements;
using Floe.Engine.Tables;
using Floe.Iceberg.Operations;

namespace Floe.Engine.Running.Procedures;

/// <summary>Finds the table that the first argument of a procedure names.</summary>
internal static class ProcedureTable
{
    public static async Task<(TableReference Reference, Table Table)> LoadAsync(ScriptContext context, Call call, ProcedureArguments arguments, CancellationToken cancellationToken)
    {
        var position = arguments.PositionOf("table");
        var name = Parse(await arguments.RequiredTextAsync("table", cancellationToken), position);
        // CALL c.system.p('ns.t') means the table c.ns.t.
        if (call.Procedure.Parts.Count == 3 && name.Parts.Count == 2)
            name = name with { Parts = [call.Procedure.Parts[0], .. name.Parts] };
        var reference = await context.Names.ResolveTableAsync(name, cancellationToken);
        var loaded = await TableViews.LoadAsync(reference, position, cancellationToken);
        return (reference, new Table(loaded, reference.Catalog, context.Files, context.Time));
    }

    private static QualifiedName Parse(string text, SourcePosition position)
    {
        try
        {
            var cursor = new TokenCursor([.. Lexer.All(text, position)]);
            var name = cursor.ExpectQualifiedName("a table name");
            cursor.ExpectEnd();
            return name;
        }
        catch (SqlError e)
        {
            throw new SqlError($"'{text}' is not the name of a table.", position, e);
        }
    }
}

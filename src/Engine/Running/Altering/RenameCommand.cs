using Floe.Engine.Catalogs;
using Floe.Engine.Syntax;
using Floe.Engine.Syntax.Statements;
using Floe.Iceberg.Catalog;

namespace Floe.Engine.Running.Altering;

internal static class RenameCommand
{
    public static async Task<StatementOutcome> RunAsync(
        ScriptContext context, RenameTable statement, TableReference source, StatementOutcome outcome, CancellationToken cancellationToken)
    {
        var to = await TargetAsync(context, statement.NewName, source, cancellationToken);
        if (to.CatalogName != source.CatalogName)
            throw new SqlError($"A table cannot move from the catalog {source.CatalogName} to {to.CatalogName}. Use CREATE TABLE ... AS SELECT and DROP TABLE.", statement.NewName.Position);
        try
        {
            await source.Catalog.RenameTableAsync(source.Identifier, to.Identifier, cancellationToken);
            return outcome with { Note = $"now {to}" };
        }
        catch (NoSuchTableException e)
        {
            throw new SqlError($"There is no table {source}.", statement.Table.Position, e);
        }
        catch (AlreadyExistsException e)
        {
            throw new SqlError($"The table {to} exists already.", statement.NewName.Position, e);
        }
        catch (NoSuchNamespaceException e)
        {
            throw new SqlError($"There is no namespace {to.CatalogName}.{to.Identifier.Namespace}. CREATE NAMESPACE first.", statement.NewName.Position, e);
        }
        catch (BadRequestException e) when (CatalogNameRules.IsBroken(to.Identifier.Name))
        {
            throw CatalogNameRules.Refusal(e, statement.NewName.Position);
        }
    }

    /// <summary>A name without a namespace stays in the table's own.</summary>
    private static async Task<TableReference> TargetAsync(ScriptContext context, QualifiedName name, TableReference source, CancellationToken cancellationToken) => name.Parts.Count switch
    {
        1 => source with { Identifier = source.Identifier with { Name = name.Last } },
        2 => source with { Identifier = new TableIdentifier(name.Parts[0], name.Last) },
        _ => await context.Names.ResolveTableAsync(name, cancellationToken),
    };
}

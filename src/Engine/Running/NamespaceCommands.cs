using Floe.Engine.Syntax;
using Floe.Engine.Syntax.Statements;
using Floe.Iceberg.Catalog;

namespace Floe.Engine.Running;

internal static class NamespaceCommands
{
    public static async Task<StatementOutcome> CreateAsync(ScriptContext context, CreateNamespace statement, CancellationToken cancellationToken)
    {
        var (catalogName, catalog, ns) = await context.Names.ResolveNamespaceAsync(statement.Name, cancellationToken);
        var outcome = new StatementOutcome("CREATE NAMESPACE", $"{catalogName}.{ns}");
        // S3 Tables has no namespace properties, so IF NOT EXISTS must not depend on a create that names some.
        if (statement.IfNotExists && await catalog.NamespaceExistsAsync(ns, cancellationToken))
            return outcome with { Note = "exists already" };
        try
        {
            await catalog.CreateNamespaceAsync(ns, statement.Properties.Count == 0 ? null : statement.Properties, cancellationToken);
            return outcome;
        }
        catch (AlreadyExistsException) when (statement.IfNotExists)
        {
            return outcome with { Note = "exists already" };
        }
        catch (AlreadyExistsException e)
        {
            throw new SqlError($"The namespace {outcome.Target} exists already. Use CREATE NAMESPACE IF NOT EXISTS.", statement.Name.Position, e);
        }
        catch (BadRequestException e) when (CatalogNameRules.IsBroken(ns))
        {
            throw CatalogNameRules.Refusal(e, statement.Name.Position);
        }
        catch (BadRequestException e) when (statement.Properties.Count > 0)
        {
            throw new SqlError($"{e.Message} Leave out COMMENT and WITH DBPROPERTIES: only a catalog with namespace properties keeps them.", statement.Name.Position, e);
        }
    }

    public static async Task<StatementOutcome> DropAsync(ScriptContext context, DropNamespace statement, CancellationToken cancellationToken)
    {
        var (catalogName, catalog, ns) = await context.Names.ResolveNamespaceAsync(statement.Name, cancellationToken);
        var outcome = new StatementOutcome("DROP NAMESPACE", $"{catalogName}.{ns}");
        try
        {
            await catalog.DropNamespaceAsync(ns, cancellationToken);
            return outcome;
        }
        catch (NoSuchNamespaceException) when (statement.IfExists)
        {
            return outcome with { Note = "there is none" };
        }
        catch (NoSuchNamespaceException e)
        {
            throw new SqlError($"There is no namespace {outcome.Target}.", statement.Name.Position, e);
        }
        catch (NamespaceNotEmptyException e)
        {
            throw new SqlError($"The namespace {outcome.Target} still has tables. Drop them first.", statement.Name.Position, e);
        }
    }

    public static async Task<StatementOutcome> DescribeAsync(ScriptContext context, DescribeNamespace statement, CancellationToken cancellationToken)
    {
        var (catalogName, catalog, ns) = await context.Names.ResolveNamespaceAsync(statement.Name, cancellationToken);
        try
        {
            var properties = await catalog.LoadNamespacePropertiesAsync(ns, cancellationToken);
            List<IReadOnlyList<object?>> rows = [["Catalog Name", catalogName], ["Namespace Name", ns]];
            if (properties.Count > 0)
                rows.Add(["Properties", $"({string.Join(", ", properties.OrderBy(property => property.Key, StringComparer.Ordinal).Select(property => $"({property.Key},{property.Value})"))})"]);
            var result = new ResultSet([new ResultColumn("info_name", "string"), new ResultColumn("info_value", "string")], rows, Truncated: false);
            return new StatementOutcome("DESCRIBE NAMESPACE", $"{catalogName}.{ns}") { Result = result };
        }
        catch (NoSuchNamespaceException e)
        {
            throw new SqlError($"There is no namespace {catalogName}.{ns}.", statement.Name.Position, e);
        }
    }

    public static async Task<StatementOutcome> ShowAsync(ScriptContext context, ShowNamespaces statement, CancellationToken cancellationToken)
    {
        if (statement.Catalog is { Parts.Count: > 1 } tooLong)
            throw new SqlError($"SHOW NAMESPACES IN takes a catalog, not '{tooLong}': namespaces have one level.", tooLong.Position);
        var name = statement.Catalog?.Last ?? context.Names.CurrentCatalog
            ?? throw new SqlError("There is no current catalog. Write SHOW NAMESPACES IN catalog.");
        var catalog = await context.Names.GetCatalogAsync(name, statement.Catalog?.Position ?? SourcePosition.Start, cancellationToken);
        var names = (await catalog.ListNamespacesAsync(cancellationToken)).Where(NamePattern.Of(statement.Pattern)).ToList();
        var result = new ResultSet([new ResultColumn("namespace", "string")], [.. names.Select(ns => (IReadOnlyList<object?>)[ns])], Truncated: false);
        return new StatementOutcome("SHOW NAMESPACES", name) { Rows = names.Count, Result = result };
    }

    public static async Task<StatementOutcome> ShowTablesAsync(ScriptContext context, ShowTables statement, CancellationToken cancellationToken)
    {
        var scope = statement.Namespace ?? CurrentNamespace(context);
        var (catalogName, catalog, ns) = await context.Names.ResolveNamespaceAsync(scope, cancellationToken);
        var tables = await ListTablesAsync(catalog, catalogName, ns, scope.Position, cancellationToken);
        var matches = NamePattern.Of(statement.Pattern);
        var rows = tables.Where(table => matches(table.Name)).Select(table => (IReadOnlyList<object?>)[ns, table.Name, false])
            .Concat(context.Views.Names.Where(matches).Select(view => (IReadOnlyList<object?>)["", view, true]))
            .ToList();
        var result = new ResultSet([new("namespace", "string"), new("tableName", "string"), new("isTemporary", "boolean")], rows, Truncated: false);
        return new StatementOutcome("SHOW TABLES", $"{catalogName}.{ns}") { Rows = rows.Count, Result = result };
    }

    public static async Task<StatementOutcome> UseAsync(ScriptContext context, Use statement, CancellationToken cancellationToken)
    {
        await context.Names.UseAsync(statement.Name, cancellationToken);
        return new StatementOutcome("USE", string.Join('.', new[] { context.Names.CurrentCatalog, context.Names.CurrentNamespace }.OfType<string>()));
    }

    private static QualifiedName CurrentNamespace(ScriptContext context) =>
        context.Names is { CurrentCatalog: { } catalog, CurrentNamespace: { } ns }
            ? new QualifiedName([catalog, ns], SourcePosition.Start)
            : throw new SqlError("There is no current namespace. Write SHOW TABLES IN catalog.namespace.");

    private static async Task<IReadOnlyList<TableIdentifier>> ListTablesAsync(
        ICatalog catalog, string catalogName, string ns, SourcePosition position, CancellationToken cancellationToken)
    {
        try
        {
            return await catalog.ListTablesAsync(ns, cancellationToken);
        }
        catch (NoSuchNamespaceException e)
        {
            throw new SqlError($"There is no namespace {catalogName}.{ns}.", position, e);
        }
    }
}

using Floe.Engine.Catalogs;
using Floe.Engine.Syntax;
using Floe.Engine.Syntax.Statements;
using Floe.Engine.Tables;
using Floe.Engine.Types;
using Floe.Iceberg.Catalog;
using Floe.Iceberg.Operations;
using Floe.Iceberg.Spec;

namespace Floe.Engine.Running;

internal static class TableCommands
{
    public static async Task<StatementOutcome> CreateAsync(ScriptContext context, CreateTable statement, CancellationToken cancellationToken)
    {
        var reference = await context.Names.ResolveTableAsync(statement.Name, cancellationToken);
        if (statement.MustExist || (statement.Replaces && await reference.Catalog.TableExistsAsync(reference.Identifier, cancellationToken)))
            return await ReplaceTable.RunAsync(context, reference, await TableViews.LoadAsync(reference, statement.Name.Position, cancellationToken), statement, cancellationToken);
        if (statement.Query is not null)
            return await CreateAsSelectAsync(context, statement, reference, cancellationToken);
        var outcome = new StatementOutcome("CREATE TABLE", reference.ToString());
        var schema = await NewColumns.SchemaAsync(context, statement, TableMetadata.DefaultFormatVersion, cancellationToken);
        return await TryCreateAsync(reference, statement, schema, cancellationToken) is null ? outcome with { Note = "exists already" } : outcome;
    }

    /// <summary>
    /// S3 Tables has no staged create, so the table is made first and filled by a second commit. Should the query fail, the table goes again.
    /// </summary>
    private static async Task<StatementOutcome> CreateAsSelectAsync(
        ScriptContext context, CreateTable statement, TableReference reference, CancellationToken cancellationToken)
    {
        await using var inputs = context.NewInputs();
        var query = await context.Binder.BindAsync(statement.Query!, inputs, cancellationToken);
        var schema = IcebergTypes.ToSchema(query.Columns);
        var outcome = new StatementOutcome("CREATE TABLE AS SELECT", reference.ToString());
        if (await TryCreateAsync(reference, statement, schema, cancellationToken) is not { } loaded)
            return outcome with { Note = "exists already, nothing was written" };
        try
        {
            var table = new Table(loaded, reference.Catalog, context.Files, context.Time);
            return await InsertCommand.AppendAsync(context, outcome, table, query, inputs, cancellationToken);
        }
        catch (Exception e) when (e is not CommitStateUnknownException)
        {
            await reference.Catalog.DropTableAsync(reference.Identifier, purge: true, CancellationToken.None);
            throw;
        }
    }

    public static async Task<StatementOutcome> DropAsync(ScriptContext context, DropTable statement, CancellationToken cancellationToken)
    {
        var reference = await context.Names.ResolveTableAsync(statement.Name, cancellationToken);
        var outcome = new StatementOutcome("DROP TABLE", reference.ToString());
        try
        {
            // S3 Tables drops a table only together with its files; the other form is an error there (405).
            await reference.Catalog.DropTableAsync(reference.Identifier, purge: true, cancellationToken);
            return outcome;
        }
        catch (CatalogException e) when (e is NoSuchTableException or NoSuchNamespaceException)
        {
            return statement.IfExists
                ? outcome with { Note = "there is none" }
                : throw new SqlError($"There is no table {reference}. Use DROP TABLE IF EXISTS.", statement.Name.Position, e);
        }
    }

    public static async Task<StatementOutcome> DescribeAsync(ScriptContext context, DescribeTable statement, CancellationToken cancellationToken)
    {
        if (statement.Name.Parts.Count == 1 && context.Views.Find(statement.Name.Last) is not null)
            return await DescribeViewAsync(context, statement, cancellationToken);
        var reference = await context.Names.ResolveTableAsync(statement.Name, cancellationToken);
        var loaded = await TableViews.LoadAsync(reference, statement.Name.Position, cancellationToken);
        var rows = TableDescription.Of(loaded, statement.Extended);
        return new StatementOutcome("DESCRIBE TABLE", reference.ToString()) { Result = TableDescription.ToResult(rows) };
    }

    public static async Task<StatementOutcome> ShowCreateAsync(ScriptContext context, ShowCreateTable statement, CancellationToken cancellationToken)
    {
        var reference = await context.Names.ResolveTableAsync(statement.Name, cancellationToken);
        var loaded = await TableViews.LoadAsync(reference, statement.Name.Position, cancellationToken);
        var result = new ResultSet([new ResultColumn("createtab_stmt", "string")], [[TableDescription.ToCreateTable(reference.ToString(), loaded.Metadata)]], Truncated: false);
        return new StatementOutcome("SHOW CREATE TABLE", reference.ToString()) { Result = result };
    }

    public static async Task<StatementOutcome> ShowPropertiesAsync(ScriptContext context, ShowProperties statement, CancellationToken cancellationToken)
    {
        var reference = await context.Names.ResolveTableAsync(statement.Table, cancellationToken);
        var loaded = await TableViews.LoadAsync(reference, statement.Table.Position, cancellationToken);
        var properties = TableDescription.Properties(loaded.Metadata).Where(property => statement.Key is null || property.Key == statement.Key).ToList();
        // As Spark answers for a key that is not there.
        if (properties.Count == 0 && statement.Key is { } key)
            properties.Add(KeyValuePair.Create(key, $"Table {reference} does not have property: {key}"));
        var result = new ResultSet([new ResultColumn("key", "string"), new ResultColumn("value", "string")], [.. properties.Select(property => (IReadOnlyList<object?>)[property.Key, property.Value])], Truncated: false);
        return new StatementOutcome("SHOW TBLPROPERTIES", reference.ToString()) { Rows = properties.Count, Result = result };
    }

    private static async Task<StatementOutcome> DescribeViewAsync(ScriptContext context, DescribeTable statement, CancellationToken cancellationToken)
    {
        await using var inputs = context.NewInputs();
        var tokens = new[] { new Token(TokenKind.Word, "FROM", statement.Name.Position, 0, 0, false), new Token(TokenKind.QuotedName, statement.Name.Last, statement.Name.Position, 0, 0, true) };
        var query = await context.Binder.BindAsync(new QuerySyntax(tokens), inputs, cancellationToken);
        var rows = query.Columns.Select(column => (column.Key, SparkTypeNames.Of(column.Value), (string?)null));
        return new StatementOutcome("DESCRIBE TABLE", statement.Name.Last) { Result = TableDescription.ToResult(rows) };
    }

    /// <returns>Null when the table exists and the statement says IF NOT EXISTS.</returns>
    private static async Task<LoadedTable?> TryCreateAsync(TableReference reference, CreateTable statement, Schema schema, CancellationToken cancellationToken)
    {
        var spec = PartitionSpecs.Of(statement.Partitioning, schema);
        var request = new CreateTableRequest(reference.Identifier.Name, schema, spec, Properties: statement.Properties.Count == 0 ? null : statement.Properties);
        try
        {
            if (statement.IfNotExists && await reference.Catalog.TableExistsAsync(reference.Identifier, cancellationToken))
                return null;
            return await reference.Catalog.CreateTableAsync(reference.Identifier.Namespace, request, cancellationToken);
        }
        catch (AlreadyExistsException) when (statement.IfNotExists)
        {
            return null;
        }
        catch (AlreadyExistsException e)
        {
            throw new SqlError($"The table {reference} exists already. Use CREATE TABLE IF NOT EXISTS, or DROP TABLE first.", statement.Name.Position, e);
        }
        catch (NoSuchNamespaceException e)
        {
            throw new SqlError($"There is no namespace {reference.CatalogName}.{reference.Identifier.Namespace}. CREATE NAMESPACE first.", statement.Name.Position, e);
        }
        catch (BadRequestException e) when (CatalogNameRules.IsBroken(reference.Identifier.Name))
        {
            throw CatalogNameRules.Refusal(e, statement.Name.Position);
        }
    }
}

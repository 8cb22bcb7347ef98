using System.Text.Json;
using Floe.Engine.DuckDb;
using Floe.Engine.Types;
using Floe.Iceberg.Spec;

namespace Floe.Engine.Queries.Planning;

/// <summary>
/// A second DuckDB in which every table is an empty one of the same name and columns. There queries get their types, and DuckDB's optimizer says
/// which conditions hold for the rows of each table that can matter: through joins, subqueries, common table expressions and views, by the rules
/// of the engine that then runs the query. Its look at
/// statistics is off, as they are those of empty tables, and so is the push-down of limits, whose plans DuckDB cannot always write down.
/// </summary>
internal sealed class QueryPlanner(EngineOptions options) : IAsyncDisposable
{
    private Task<DuckDbSession>? _opening;
    private Tables.AttachedCatalogs? _catalogs;

    /// <summary>Begins to open it, beside whatever the caller does before it first asks something.</summary>
    public void Prepare() => _opening ??= Task.Run(OpenSessionAsync);

    /// <summary>Makes the stand-in of a catalog table.</summary>
    public async Task<StubName> DeclareAsync(Catalogs.TableReference table, Schema schema, CancellationToken cancellationToken)
    {
        var duck = await OpenAsync(cancellationToken);
        await _catalogs!.EnsureAsync(table, cancellationToken);
        var name = new StubName(table.CatalogName, table.Identifier.Namespace, table.Identifier.Name);
        await duck.ExecuteAsync($"CREATE OR REPLACE TABLE {Quote.Name(name.Catalog, name.Schema, name.Table)} ({Columns(schema)})", cancellationToken);
        return name;
    }

    /// <summary>Makes the stand-in of a table under a temporary name.</summary>
    public async Task<StubName> DeclareAsync(string name, Schema schema, CancellationToken cancellationToken)
    {
        await (await OpenAsync(cancellationToken)).ExecuteAsync($"CREATE OR REPLACE TEMPORARY TABLE {Quote.Name(name)} ({Columns(schema)})", cancellationToken);
        return StubName.Temporary(name);
    }

    /// <summary>Makes the stand-in of a view that is no query of the script: of a view over files, a metadata table, or one of the engine's own.</summary>
    public async Task DeclareViewAsync(string name, IReadOnlyList<KeyValuePair<string, DuckType>> columns, CancellationToken cancellationToken)
    {
        var duck = await OpenAsync(cancellationToken);
        var stub = Quote.Name("floe_stub_" + name.ToLowerInvariant());
        await duck.ExecuteAsync(
            $"CREATE OR REPLACE TEMPORARY TABLE {stub} ({string.Join(", ", columns.Select(column => $"{Quote.Name(column.Key)} {column.Value}"))});"
            + $"CREATE OR REPLACE TEMPORARY VIEW {Quote.Name(name)} AS SELECT * FROM {stub}",
            cancellationToken);
    }

    /// <summary>Makes a view of the script, over stand-ins.</summary>
    public async Task DeclareQueryViewAsync(string name, string sql, CancellationToken cancellationToken) =>
        await (await OpenAsync(cancellationToken)).ExecuteAsync($"CREATE OR REPLACE TEMPORARY VIEW {Quote.Name(name)} AS {sql}", cancellationToken);

    /// <summary>Does nothing as long as no statement had a table.</summary>
    public async Task SetClockAsync(DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (_opening is not null)
            await StatementClock.SetAsync(await OpenAsync(cancellationToken), now, cancellationToken);
    }

    /// <summary>Name and type of each column of a query.</summary>
    /// <exception cref="DuckDbFailure">The query does not fit its tables; offsets count from <paramref name="prefix"/>.</exception>
    public async Task<IReadOnlyList<KeyValuePair<string, DuckType>>> DescribeAsync(string prefix, string sql, CancellationToken cancellationToken) =>
        await DescribeAsync(await OpenAsync(cancellationToken), prefix + sql, cancellationToken);

    /// <summary>What a query wants of the tables it reads. A table that is not in the answer is read whole.</summary>
    public async Task<IReadOnlyDictionary<StubName, ScanFilter>> FiltersAsync(
        string sql, IReadOnlyDictionary<StubName, Schema> tables, CancellationToken cancellationToken)
    {
        using var document = TryParse(await PlanAsync(sql, cancellationToken));
        // Some plans cannot be written down; those queries run without.
        return document is null || document.RootElement.GetProperty("error").GetBoolean()
            ? new Dictionary<StubName, ScanFilter>()
            : new PlanReader(tables).Read(document.RootElement.GetProperty("plans"));
    }

    public async ValueTask DisposeAsync()
    {
        if (_opening is null)
            return;
        try
        {
            await (await _opening).DisposeAsync();
        }
        catch (DuckDbFailure)
        {
            // It could not be opened: there is nothing to close, and who needed it was told.
        }
    }

    internal static async Task<IReadOnlyList<KeyValuePair<string, DuckType>>> DescribeAsync(DuckDbSession duck, string describe, CancellationToken cancellationToken) =>
        await duck.QueryAsync(describe, reader => KeyValuePair.Create(reader.GetString(0), DuckTypeParser.Parse(reader.GetString(1))), cancellationToken);

    private async Task<string?> PlanAsync(string sql, CancellationToken cancellationToken)
    {
        var duck = await OpenAsync(cancellationToken);
        try
        {
            var answers = await duck.QueryAsync(
                $"SELECT json_serialize_plan({Quote.Text(sql)}, skip_null := true, optimize := true)", reader => reader.GetString(0), cancellationToken);
            return answers[0];
        }
        catch (DuckDbFailure)
        {
            // Whatever is wrong with the query is told where it runs. A session whose optimizer failed is not asked again.
            (_opening, _catalogs) = (null, null);
            await duck.DisposeAsync();
            return null;
        }
    }

    /// <returns>Null where DuckDB wrote what JSON does not have: a constant NaN or infinity.</returns>
    private static JsonDocument? TryParse(string? plan)
    {
        if (plan is null)
            return null;
        try
        {
            return JsonDocument.Parse(plan, new JsonDocumentOptions { MaxDepth = 4096 });
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static string Columns(Schema schema) =>
        string.Join(", ", schema.Fields.Select(field => $"{Quote.Name(field.Name)} {IcebergTypes.ToDuckDb(field.Type)}"));

    private async Task<DuckDbSession> OpenAsync(CancellationToken cancellationToken)
    {
        Prepare();
        var duck = await _opening!.WaitAsync(cancellationToken);
        _catalogs ??= new Tables.AttachedCatalogs(duck);
        return duck;
    }

    private async Task<DuckDbSession> OpenSessionAsync()
    {
        var duck = await DuckDbSession.OpenAsync(options with { Threads = 1 }, CancellationToken.None, "SET disabled_optimizers = 'statistics_propagation,limit_pushdown';");
        await SparkFunctions.RegisterAsync(duck, CancellationToken.None);
        return duck;
    }
}

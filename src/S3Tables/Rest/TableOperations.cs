using Floe.Iceberg.Catalog;
using Floe.Iceberg.Catalog.Wire;
using Floe.Iceberg.Spec;
using Floe.Iceberg.Updates;
using Floe.S3Tables.Catalog;
using Floe.S3Tables.Storage;

namespace Floe.S3Tables.Rest;

public sealed class TableOperations(Database database, TableLifecycle tables, TableSwap swap, MetadataFiles metadataFiles, TimeProvider clock)
{
    public Task<RestResult> ListAsync(RestRequest request, CancellationToken cancellationToken)
    {
        var page = RestPages.Parse(request);
        var found = database.Read(connection => TableStore.List(connection, request.BucketArn, request.Namespace, page));
        return Task.FromResult(RestResult.Ok(
            new([.. found.Items.Select(table => new Identifier([table.Namespace], table.Name))], found.ContinuationToken), RestJson.Default.TableList));
    }

    public async Task<RestResult> CreateAsync(RestRequest request, CancellationToken cancellationToken)
    {
        var place = (request.BucketArn, request.Namespace);
        var body = CreateTableRequestJson.Parse(await request.ReadBodyAsync(cancellationToken));
        Names.CheckTable(body.Name);
        if (body.StageCreate && request.IsStrict)
            throw new BadRequestException("S3 Tables does not support staged table creation (stage-create: true). Create the table first, then commit to it.");
        if (body.Location is not null)
            throw new BadRequestException($"S3 Tables chooses a table's location; leave out '{body.Location}'.");
        var table = new TablePlace(place.BucketArn, place.Namespace, body.Name, request.AccountId);
        if (body.StageCreate) return await StageAsync(request, body, table);
        return TableAnswers.Of(await tables.CreateAsync(
            table, location => FirstMetadata(body, location), (connection, stored) => request.Keep(connection, TableAnswers.Of(stored)), cancellationToken));
    }

    private async Task<RestResult> StageAsync(RestRequest request, CreateTableRequest body, TablePlace place)
    {
        RestResult Answer(Table staged) => TableAnswers.OfStaged(FirstMetadata(body, staged.WarehouseLocation));
        return Answer(await tables.StageAsync(place, (connection, staged) => request.Keep(connection, Answer(staged))));
    }

    /// <summary>304 where the client's copy is the current one.</summary>
    public async Task<RestResult> LoadAsync(RestRequest request, CancellationToken cancellationToken)
    {
        var referencedOnly = request.Query("snapshots") switch
        {
            null or "all" => false,
            "refs" => true,
            var other => throw new BadRequestException($"The parameter snapshots must be 'all' or 'refs', not '{other}'."),
        };
        var table = Get(request);
        if (table.MetadataLocation is null) throw MetadataFiles.Missing(table);
        var etag = TableAnswers.ETag(referencedOnly ? $"{table.MetadataLocation}#refs" : table.MetadataLocation);
        if (IsCurrent(request, etag)) return new(StatusCodes.Status304NotModified, default, etag);

        var stored = await metadataFiles.LoadAsync(table, cancellationToken);
        return referencedOnly ? TableAnswers.WithReferencedSnapshots(stored) : TableAnswers.Of(stored);
    }

    public Task<RestResult> ExistsAsync(RestRequest request, CancellationToken cancellationToken)
    {
        Get(request);
        return Task.FromResult(RestResult.NoContent);
    }

    /// <summary>A table's files are in a bucket of its own that goes with it: where the lenient profile takes a drop without purge, it purges all the same.</summary>
    public async Task<RestResult> DropAsync(RestRequest request, CancellationToken cancellationToken)
    {
        var purge = string.Equals(request.Query("purgeRequested"), "true", StringComparison.OrdinalIgnoreCase);
        if (request.IsStrict && !purge)
            throw new BadRequestException("S3 Tables drops tables only with their data: purgeRequested must be true (in SQL, DROP TABLE ... PURGE).");
        await tables.DropAsync(request.BucketArn, request.Namespace, request.Table, versionToken: null, connection => request.Keep(connection, RestResult.NoContent));
        return RestResult.NoContent;
    }

    public async Task<RestResult> RenameAsync(RestRequest request, CancellationToken cancellationToken)
    {
        var arn = request.BucketArn;
        var body = await request.ReadBodyAsync(RestJson.Default.RenameBody, cancellationToken);
        var (source, destination) = (Identify(body.Source, "source"), Identify(body.Destination, "destination"));
        Names.CheckNamespace(destination.Namespace, "destination.namespace");
        Names.CheckTable(destination.Name, "destination.name");
        return await database.WriteAsync(connection =>
        {
            swap.Rename(connection, TableStore.Get(connection, arn, source.Namespace, source.Name), destination.Namespace, destination.Name, request.AccountId);
            return request.Keep(connection, RestResult.NoContent);
        });
    }

    /// <summary>Lenient profile only: reports are accepted, so that clients need not be told to keep them, and dropped.</summary>
    public Task<RestResult> ReportMetricsAsync(RestRequest request, CancellationToken cancellationToken) => ExistsAsync(request, cancellationToken);

    /// <summary>By weak comparison, as If-None-Match has it (RFC 9110 section 13.1.2): proxies that compress make tags weak.</summary>
    private static bool IsCurrent(RestRequest request, string etag) => request.Service.Http.Request.Headers.IfNoneMatch
        .SelectMany(value => (value ?? "").Split(',', StringSplitOptions.TrimEntries))
        .Any(tag => tag == "*" || (tag.StartsWith("W/", StringComparison.Ordinal) ? tag[2..] : tag) == etag);

    private static TableIdentifier Identify(Identifier? identifier, string field) => identifier is { Namespace: [var @namespace], Name: { } name }
        ? new(@namespace, name)
        : throw new BadRequestException($"'{field}' must have a namespace of one level and a name.");

    private TableMetadata FirstMetadata(CreateTableRequest body, string location) => TableMetadataBuilder.NewTable(
        body.Schema, body.PartitionSpec, body.WriteOrder, location, body.Properties,
        body.Properties?.GetInt(TableProperties.FormatVersion, TableMetadata.DefaultFormatVersion) ?? TableMetadata.DefaultFormatVersion, clock);

    private Table Get(RestRequest request) =>
        database.Read(connection => TableStore.Get(connection, request.BucketArn, request.Namespace, request.Table));
}

using System.Runtime.CompilerServices;
using Floe.EndToEnd.Tests.Tools;
using Floe.Iceberg.Catalog;
using Floe.Iceberg.Catalog.Wire;
using Floe.Iceberg.Deletes;
using Floe.Iceberg.Metrics;
using Floe.Iceberg.Operations;
using Floe.Iceberg.Scan;
using Floe.Iceberg.Spec;
using Floe.Iceberg.Tests.Support;

namespace Floe.Iceberg.Tests;

/// <summary>The example of the library's README, against a REST catalog over HTTP.</summary>
public sealed class ReadmeTests
{
    [Fact]
    public async Task The_example_does_what_it_says()
    {
        using var lake = new TestLake();
        using var server = new HttpStub((request, body) => Answer(lake, request.HttpMethod, request.RawUrl!, body));
        using var http = new HttpClient();
        var (endpoint, warehouse, io, cancellationToken) = (server.Uri.AbsoluteUri, "w", lake.Files, TestContext.Current.CancellationToken);
        await lake.CreateAsync(null, (TableProperties.FormatVersion, "3"));

        // Any HttpClient that signs requests; the warehouse of S3 Tables is the table bucket's ARN.
        using var catalog = new RestCatalog(http, new Uri(endpoint), warehouse);
        var table = await Table.LoadAsync(catalog, new TableIdentifier("sales", "orders"), io, TimeProvider.System, cancellationToken);

        // Write a Parquet file with the field ids of table.Metadata.CurrentSchema, then tell the table what is in it.
        var file = new DataFile { Path = table.NewDataLocation(), RecordCount = 3, FileSizeInBytes = 1024 }
            .WithMetrics(table.Metadata.CurrentSchema, table.Metadata.Properties, [new ColumnMetrics(1, ValueCount: 3, NullCount: 0, Min: 1L, Max: 3L)]);
        await table.NewAppend().Add(file).CommitAsync(cancellationToken);

        // Files that may hold matching rows, each with the deletes that apply to it.
        var plan = await table.NewScan().Where(Predicate.GreaterOrEqual("id", 2L)).PlanAsync(cancellationToken);

        // Delete two rows of the first file without rewriting it (version 3).
        var vectors = await table.NewDeletionVectors().Delete(plan.Files[0], [0, 2]).WriteAsync(cancellationToken);
        await table.NewRowDelta().AddDeletes(vectors).CommitAsync(cancellationToken);

        // Who reads the file leaves these rows out.
        var deletes = (await table.NewScan().PlanAsync(cancellationToken)).Files[0].Deletes;
        var deleted = await new DeletionVectorReader(io).ReadAsync(deletes[0], cancellationToken);

        // Columns and partitions change without rewriting anything.
        await table.NewUpdateSchema().AddColumn("note", PrimitiveType.String).CommitAsync(cancellationToken);
        await table.NewUpdatePartitionSpec().AddField("id", new BucketTransform(16)).CommitAsync(cancellationToken);

        // Old snapshots go; the result names the files that nobody needs any more.
        var expired = await table.NewExpireSnapshots().RetainLast(1).OlderThan(DateTimeOffset.UtcNow).CommitAsync(cancellationToken);

        Assert.Equal([0L, 2L], deleted.Positions);
        Assert.Single(expired.Snapshots);
        Assert.Equal("note", table.Metadata.CurrentSchema.Fields[^1].Name);
        Assert.Equal("id_bucket_16", table.Metadata.DefaultSpec.Fields[0].Name);
    }

    [Fact]
    public void The_example_is_the_one_of_the_readme() => Assert.Contains(Example(), Source(), StringComparison.Ordinal);

    private static string Example()
    {
        var readme = Plain(File.ReadAllText(RepositoryRoot.Combine("src", "Iceberg", "README.md")));
        var start = readme.IndexOf("```csharp", StringComparison.Ordinal) + "```csharp".Length;
        return readme[start..readme.IndexOf("```", start, StringComparison.Ordinal)].Trim();
    }

    private static string Source([CallerFilePath] string path = "") => Plain(File.ReadAllText(path));

    /// <summary>Lines without their indentation.</summary>
    private static string Plain(string text) => string.Join('\n', text.Split('\n').Select(l => l.Trim()));

    private static Answer Answer(TestLake lake, string method, string url, byte[] body)
    {
        if (url.StartsWith("/v1/config", StringComparison.Ordinal)) return new Answer(200, "{}");
        var stored = new TableIdentifier("ns", "t");
        var request = method == "POST" ? CommitTableRequest.Parse(body) : null;
        var table = request is null
            ? lake.Catalog.LoadTableAsync(stored, CancellationToken.None).Result
            : lake.Catalog.CommitTableAsync(stored, request.Requirements, request.Updates, CancellationToken.None).Result;
        return new Answer(200, LoadTableResultJson.Serialize(table));
    }
}

using Floe.Iceberg.Catalog;
using Floe.Iceberg.Operations;
using Floe.Iceberg.Spec;
using Floe.Iceberg.Updates;

namespace Floe.Engine.Tests.Support;

/// <summary>A catalog <c>s3tablesbucket</c>, an object store in a temporary folder, and a runner over them.</summary>
internal sealed class Lake : IDisposable, ICatalogProvider
{
    public const string CatalogName = "s3tablesbucket";

    private readonly string _folder = Directory.CreateTempSubdirectory("floe-engine-").FullName;

    public Lake(Func<string, string?>? map = null)
    {
        Files = new FolderFileIO(Path.Combine(_folder, "store")) { Map = map ?? (_ => null) };
        Catalog = new MemoryCatalog("warehouse");
        Runner = new SqlRunner(this, Files, new EngineOptions(Threads: 2, MemoryLimit: "512MB", TempFolder: Path.Combine(_folder, "temp")), TimeProvider.System);
    }

    public FolderFileIO Files { get; }

    public MemoryCatalog Catalog { get; }

    public SqlRunner Runner { get; }

    /// <summary>The folder nothing of which may show in a message.</summary>
    public string Folder => _folder;

    public List<string> Log { get; } = [];

    public string TempFolder => Path.Combine(_folder, "temp");

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public Task<ICatalog?> FindAsync(string name, CancellationToken cancellationToken) => Task.FromResult<ICatalog?>(name == CatalogName ? Catalog : null);

    public Task<IReadOnlyList<string>> ListAsync(CancellationToken cancellationToken) => Task.FromResult<IReadOnlyList<string>>([CatalogName]);

    /// <summary>Runs a script with the catalog as the default and, after a first run of <c>CREATE NAMESPACE ns</c>, what it likes.</summary>
    public Task<SqlScriptResult> RunAsync(string script, SqlRunOptions? options = null) =>
        Runner.RunAsync(new SqlScript(script, "test.sql"), options ?? new SqlRunOptions { DefaultCatalog = CatalogName }, Log.Add, Cancellation);

    public async Task<SqlException> FailAsync(string script, SqlRunOptions? options = null)
    {
        var exception = await Assert.ThrowsAsync<SqlException>(() => RunAsync(script, options));
        Assert.DoesNotContain(_folder, exception.Message, StringComparison.Ordinal);
        return exception;
    }

    /// <summary>The rows of a query, each as its values shown as Spark shows them, joined by |.</summary>
    public async Task<IReadOnlyList<string>> RowsAsync(string query, SqlRunOptions? options = null)
    {
        var result = (await RunAsync(query, options)).Result!;
        return [.. result.Rows.Select(row => string.Join('|', row.Select(ResultText.Shown)))];
    }

    public async Task PutAsync(string location, string content)
    {
        var path = Files.PathOf(location);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        await File.WriteAllTextAsync(path, content, Cancellation);
    }

    public async Task<TableMetadata> MetadataAsync(string table) =>
        (await Catalog.LoadTableAsync(new TableIdentifier("ns", table), Cancellation)).Metadata;

    public async Task<IReadOnlyList<DataFile>> DataFilesAsync(string table)
    {
        var plan = await new Table(await Catalog.LoadTableAsync(new TableIdentifier("ns", table), Cancellation), Catalog, Files).NewScan().PlanAsync(Cancellation);
        return [.. plan.Files.Select(task => task.File)];
    }

    /// <summary>Changes a table's metadata as another client would.</summary>
    public Task UpdateAsync(string table, params IReadOnlyList<MetadataUpdate> updates) =>
        Catalog.CommitTableAsync(new TableIdentifier("ns", table), [], updates, Cancellation);

    public Task SetPropertyAsync(string table, string key, string value) =>
        UpdateAsync(table, new SetProperties(new Dictionary<string, string> { [key] = value }));

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}

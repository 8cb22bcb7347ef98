using Floe.S3Tables.Storage;
using Microsoft.Data.Sqlite;

namespace Floe.S3Tables.ObjectStore;

/// <summary>The buckets. Names are unique over both kinds.</summary>
public sealed class BucketTable
{
    private const string Row = "id, name, kind, created, versioning";
    private const string Columns = $"SELECT {Row} FROM bucket ";

    private readonly Database _database;
    private readonly Reaper _reaper;
    private readonly TimeProvider _time;

    internal BucketTable(Database database, Reaper reaper, TimeProvider time) => (_database, _reaper, _time) = (database, reaper, time);

    /// <exception cref="StoreException">The name is taken.</exception>
    public Task<Bucket> CreateAsync(string name) => _database.WriteAsync(connection => Create(connection, name, BucketKind.GeneralPurpose));

    public Bucket? Find(string name) => _database.Read(connection => Find(connection, name));

    /// <summary>General purpose buckets by name; warehouses show themselves to nobody.</summary>
    public IReadOnlyList<Bucket> List() => _database.Read(connection => connection.Query(Columns + "WHERE kind = 'GeneralPurpose' ORDER BY name", Map));

    /// <exception cref="StoreException">There is no such bucket, or it still holds objects or versions of some.</exception>
    public Task DeleteAsync(string name) => _database.WriteAsync(connection =>
    {
        var bucket = Require(connection, name);
        if (connection.QueryScalar<long>("SELECT EXISTS (SELECT 1 FROM object WHERE bucket = $bucket) OR EXISTS (SELECT 1 FROM object_version WHERE bucket = $bucket)", ("$bucket", bucket.Id)) != 0)
            throw new StoreException(StoreError.BucketNotEmpty, name);
        Drop(connection, bucket);
    });

    /// <exception cref="StoreException">NoSuchBucket.</exception>
    public Task SetVersioningAsync(string name, BucketVersioning versioning) => _database.WriteAsync(connection =>
    {
        connection.Execute("UPDATE bucket SET versioning = $versioning WHERE id = $id", ("$id", Require(connection, name).Id), ("$versioning", versioning.ToString()));
    });

    /// <summary>A document the bucket is configured with, or null.</summary>
    /// <exception cref="StoreException">NoSuchBucket.</exception>
    public string? FindSetting(string name, string setting) => _database.Read(connection => connection.QueryScalar<string>(
        "SELECT document FROM bucket_setting WHERE bucket = $bucket AND name = $name", ("$bucket", Require(connection, name).Id), ("$name", setting)));

    /// <param name="name">The bucket's name.</param>
    /// <param name="setting">What the document configures.</param>
    /// <param name="document">Null takes the setting away.</param>
    /// <exception cref="StoreException">NoSuchBucket.</exception>
    public Task PutSettingAsync(string name, string setting, string? document) => _database.WriteAsync(connection =>
    {
        var id = Require(connection, name).Id;
        if (document is null) connection.Execute("DELETE FROM bucket_setting WHERE bucket = $bucket AND name = $name", ("$bucket", id), ("$name", setting));
        else connection.Execute("INSERT OR REPLACE INTO bucket_setting (bucket, name, document) VALUES ($bucket, $name, $document)",
            ("$bucket", id), ("$name", setting), ("$document", document));
    });

    internal static Bucket? Find(SqliteConnection connection, string name) => connection.QueryFirst(Columns + "WHERE name = $name", Map, ("$name", name));

    internal static Bucket Require(SqliteConnection connection, string name) => Find(connection, name) ?? throw new StoreException(StoreError.NoSuchBucket, name);

    internal Bucket Create(SqliteConnection connection, string name, BucketKind kind)
    {
        if (Find(connection, name) is not null) throw new StoreException(StoreError.BucketAlreadyExists, name);
        return connection.QueryFirst("INSERT INTO bucket (name, kind, created) VALUES ($name, $kind, $created) RETURNING " + Row, Map,
            ("$name", name), ("$kind", kind.ToString()), ("$created", _time.GetUtcNow().ToUnixTimeMilliseconds()))!;
    }

    /// <summary>What is left in it, objects or unfinished uploads, goes after the commit.</summary>
    internal void Drop(SqliteConnection connection, Bucket bucket)
    {
        connection.Execute("DELETE FROM bucket WHERE id = $id", ("$id", bucket.Id));
        connection.Execute("DELETE FROM bucket_setting WHERE bucket = $id", ("$id", bucket.Id));
        _reaper.ReleaseBucket(connection, bucket.Id);
    }

    private static Bucket Map(SqlRow row) =>
        new(row.GetInt64(0), row.GetString(1), Enum.Parse<BucketKind>(row.GetString(2)), DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(3)),
            Enum.Parse<BucketVersioning>(row.GetString(4)));
}

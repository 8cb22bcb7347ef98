using Floe.S3Tables.Catalog;
using Floe.S3Tables.Client;
using Microsoft.Data.Sqlite;

namespace Floe.S3Tables.TablesApi;

/// <summary>What a setting hangs on: the id of a table bucket or table, found in the transaction that reads or writes the setting.</summary>
internal delegate string Resource(SqliteConnection connection);

internal static class Resources
{
    public static Resource BucketOfPath(ApiRequest request) => Bucket(request.Bucket);

    public static Resource BucketOfQuery(ApiRequest request) => Bucket(request.BucketOfQuery);

    public static Resource TableOfPath(ApiRequest request)
    {
        var (arn, @namespace, name) = (request.Bucket.ToString(), request.Namespace, request.Name);
        return connection => TableStore.Get(connection, arn, @namespace, name).Id;
    }

    public static Resource TableOfQuery(ApiRequest request) => Table(request.TableOfQuery);

    public static Resource Bucket(TableBucketArn arn) => connection => TableBucketStore.Get(connection, arn.ToString()).Id;

    public static Resource Table(TableArn arn) => connection => TableStore.GetByArn(connection, arn).Id;
}

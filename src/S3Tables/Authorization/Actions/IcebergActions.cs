using System.Collections.Frozen;

namespace Floe.S3Tables.Authorization.Actions;

/// <summary>
/// The actions of Iceberg REST operations, by operationId of the Iceberg REST OpenAPI. The first thirteen are AWS's ("Accessing tables using the
/// Amazon S3 Tables Iceberg REST endpoint"); those that AWS lacks need what comes nearest.
/// </summary>
public static class IcebergActions
{
    private static readonly RequiredAction GetData = new(TablesActions.GetTableData, ActionTarget.Table);
    private static readonly RequiredAction PutData = new(TablesActions.PutTableData, ActionTarget.Table);
    private static readonly RequiredAction[] Commit = [OfTable("UpdateTableMetadataLocation"), PutData, GetData];

    private static readonly FrozenDictionary<string, RequiredAction[]> ByOperation = new Dictionary<string, RequiredAction[]>
    {
        ["getConfig"] = [OfBucket("GetTableBucket")],
        ["listNamespaces"] = [OfBucket("ListNamespaces")],
        ["createNamespace"] = [OfBucket("CreateNamespace")],
        ["loadNamespaceMetadata"] = [OfBucket("GetNamespace")],
        ["namespaceExists"] = [OfBucket("GetNamespace")],
        ["dropNamespace"] = [OfBucket("DeleteNamespace")],
        ["listTables"] = [OfBucket("ListTables")],
        ["createTable"] = [OfBucket("CreateTable"), PutData],
        ["loadTable"] = [OfTable("GetTableMetadataLocation"), GetData],
        ["tableExists"] = [OfTable("GetTable")],
        ["updateTable"] = Commit,
        ["dropTable"] = [OfTable("DeleteTable")],
        ["renameTable"] = [OfTable("RenameTable")],

        ["updateProperties"] = [OfBucket("CreateNamespace")],
        ["registerTable"] = [OfBucket("CreateTable"), OfTable("UpdateTableMetadataLocation"), PutData, GetData],
        ["loadCredentials"] = [OfTable("GetTableMetadataLocation"), GetData],
        ["reportMetrics"] = [OfTable("GetTableMetadataLocation")],
        ["commitTransaction"] = Commit,
    }.ToFrozenDictionary(StringComparer.Ordinal);

    public static IEnumerable<string> Operations => ByOperation.Keys;

    /// <summary>Of commitTransaction, for each of its tables.</summary>
    /// <exception cref="ArgumentOutOfRangeException">No such operation is served.</exception>
    public static IReadOnlyList<RequiredAction> For(string operation) => ByOperation.TryGetValue(operation, out var actions)
        ? actions
        : throw new ArgumentOutOfRangeException(nameof(operation), operation, "No operation of the Iceberg REST catalog.");

    private static RequiredAction OfBucket(string name) => new($"s3tables:{name}", ActionTarget.TableBucket);

    private static RequiredAction OfTable(string name) => new($"s3tables:{name}", ActionTarget.Table);
}

namespace Floe.S3Tables.Authorization.Actions;

/// <summary>The actions of S3 operations on a table's own bucket. S3 User Guide, "Access management for S3 Tables", object-level actions.</summary>
public static class WarehouseActions
{
    /// <param name="operation">The name in the S3 API.</param>
    /// <exception cref="ArgumentOutOfRangeException">Warehouse buckets do not have the operation: answer 405 before asking.</exception>
    public static RequiredAction For(string operation) => new(operation switch
    {
        "GetObject" or "HeadObject" or "ListParts" => TablesActions.GetTableData,
        "PutObject" or "CreateMultipartUpload" or "UploadPart" or "CompleteMultipartUpload" or "AbortMultipartUpload" => TablesActions.PutTableData,
        _ => throw new ArgumentOutOfRangeException(nameof(operation), operation, "Not an operation of warehouse buckets."),
    }, ActionTarget.Table);
}

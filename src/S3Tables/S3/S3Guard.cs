using Floe.S3Tables.Authorization;
using Floe.S3Tables.Authorization.Requests;
using Floe.S3Tables.Http;
using Floe.S3Tables.Replication;
using Floe.S3Tables.S3.Objects;

namespace Floe.S3Tables.S3;

/// <summary>Asks whether a caller may do what it asks of a bucket or object: tables' own buckets are up to S3 Tables' actions, others to S3's.</summary>
internal sealed class S3Guard(Authorizer authorizer, ReplicaWarehouses replicas)
{
    private const string WarehouseSuffix = "--table-s3";

    /// <param name="operation">The name in the S3 API; known to be one that the bucket has.</param>
    /// <param name="request">The request.</param>
    /// <exception cref="ServiceException">The caller may not (403).</exception>
    public void Check(string operation, S3Request request)
    {
        // Each key is a question of its own, and the answer tells them apart.
        if (operation is "DeleteObjects") return;
        // Who posts a form is known when it has been read; the operation asks then.
        if (operation is "PostObject") return;
        Check(OfVersion(operation, request.Bucket, request.VersionId), request, request.Bucket, request.Key);
        if (Writes(operation) && replicas.Contains(request.Bucket))
            throw new ServiceException(StatusCodes.Status403Forbidden, "AccessDenied", "The bucket belongs to a replica, which is read-only. Write to the source table.");
        if (operation is not ("CopyObject" or "UploadPartCopy")) return;
        var (bucket, key, version) = CopySource.Parse(request);
        Check(OfVersion("GetObject", bucket, version), request, bucket, key);
    }

    private static bool Writes(string operation) => operation is not ("GetObject" or "HeadObject" or "ListParts");

    /// <returns>Why not, or null where the caller may.</returns>
    public Denial? Find(string operation, S3Request request, string bucket, string key)
    {
        var (caller, origin) = (request.Service.Caller, RequestOrigin.Of(request.Service.Http));
        return bucket.EndsWith(WarehouseSuffix, StringComparison.Ordinal)
            ? authorizer.CheckWarehouse(caller, operation, bucket, origin)
            : authorizer.CheckS3(caller, operation, bucket.Length == 0 ? null : bucket, key.Length == 0 ? null : key, origin);
    }

    /// <summary>S3 has actions of their own for versions that are named: s3:GetObjectVersion and the like. Tables' own buckets have no versions.</summary>
    private static string OfVersion(string operation, string bucket, string? versionId) => versionId is null || bucket.EndsWith(WarehouseSuffix, StringComparison.Ordinal) ? operation : operation switch
    {
        "GetObject" or "HeadObject" => "GetObjectVersion",
        "DeleteObject" => "DeleteObjectVersion",
        "GetObjectAttributes" => "GetObjectVersionAttributes",
        "GetObjectTagging" => "GetObjectVersionTagging",
        "PutObjectTagging" => "PutObjectVersionTagging",
        "DeleteObjectTagging" => "DeleteObjectVersionTagging",
        _ => operation,
    };

    private void Check(string operation, S3Request request, string bucket, string key)
    {
        if (Find(operation, request, bucket, key) is { } denial) throw new ServiceException(StatusCodes.Status403Forbidden, "AccessDenied", denial.Message);
    }
}

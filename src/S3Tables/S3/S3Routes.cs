using Floe.S3Tables.Http.Authentication;
using Floe.S3Tables.ObjectStore;
using Floe.S3Tables.S3.Acl;
using Floe.S3Tables.S3.Buckets;
using Floe.S3Tables.S3.Cors;
using Floe.S3Tables.S3.Forms;
using Floe.S3Tables.S3.Http;
using Floe.S3Tables.S3.Listing;
using Floe.S3Tables.S3.Multipart;
using Floe.S3Tables.S3.Objects;

namespace Floe.S3Tables.S3;

/// <summary>Which operation a request is: by what it addresses, its method, a marking query parameter and whether it names a copy source.</summary>
internal sealed class S3Routes
{
    private const string WarehouseSuffix = "--table-s3";
    private const string CopySource = "x-amz-copy-source";

    /// <summary>
    /// Query parameters that make a request one about something else than the bucket or object itself. All of S3's, not only those that are here:
    /// else <c>PUT /bucket?policy</c> would create a bucket.
    /// </summary>
    private static readonly string[] Subresources =
    [
        "accelerate", "acl", "analytics", "attributes", "cors", "delete", "encryption", "intelligent-tiering", "inventory", "legal-hold", "lifecycle", "location", "logging",
        "metadataConfiguration", "metadataTable", "metrics", "notification", "object-lock", "ownershipControls", "policy", "policyStatus", "publicAccessBlock", "renameObject", "replication",
        "requestPayment", "restore", "retention", "select", "session", "tagging", "torrent", "uploadId", "uploads", "versioning", "versions", "website",
    ];

    private readonly IReadOnlyList<Route> _routes;

    public S3Routes(S3Store store, AuthenticationOptions options, FormAuthenticator forms, TimeProvider clock)
    {
        var getObject = new GetObject(store, clock);
        var objectTagging = new ObjectTagging(store);
        var putAcl = new PutAcl(store, options);
        var bucketCors = new BucketCors(store);
        var bucketTagging = new BucketTagging(store);
        _routes =
        [
            new(Target.Service, "GET", null, new ListBuckets(store, options)),

            new(Target.Bucket, "GET", "location", new GetBucketLocation(store, options)),
            new(Target.Bucket, "GET", "versioning", new GetBucketVersioning(store)),
            new(Target.Bucket, "PUT", "versioning", new PutBucketVersioning(store)),
            new(Target.Bucket, "GET", "cors", bucketCors) { Name = "GetBucketCors" },
            new(Target.Bucket, "PUT", "cors", bucketCors) { Name = "PutBucketCors" },
            new(Target.Bucket, "DELETE", "cors", bucketCors) { Name = "DeleteBucketCors" },
            new(Target.Bucket, "GET", "tagging", bucketTagging) { Name = "GetBucketTagging" },
            new(Target.Bucket, "PUT", "tagging", bucketTagging) { Name = "PutBucketTagging" },
            new(Target.Bucket, "DELETE", "tagging", bucketTagging) { Name = "DeleteBucketTagging" },
            .. BucketDefaults.All.Select(one => new Route(Target.Bucket, "GET", one.Subresource, new BucketDefaults(store, options, one.Subresource)) { Name = one.Operation }),
            new(Target.Bucket, "PUT", "acl", putAcl) { Name = "PutBucketAcl" },
            new(Target.Bucket, "GET", "versions", new ListObjectVersions(store, options)),
            new(Target.Bucket, "GET", "uploads", new ListMultipartUploads(store, options)),
            new(Target.Bucket, "GET", "list-type", new ListObjectsV2(store, options)),
            new(Target.Bucket, "GET", null, new ListObjects(store, options)),
            new(Target.Bucket, "HEAD", null, new HeadBucket(store, options)),
            new(Target.Bucket, "PUT", null, new CreateBucket(store, options)),
            new(Target.Bucket, "DELETE", null, new DeleteBucket(store)),
            new(Target.Bucket, "POST", "delete", new DeleteObjects(store)),
            new(Target.Bucket, "POST", null, new PostObject(store, forms, clock)),

            new(Target.Object, "PUT", "uploadId", new UploadPartCopy(store, clock)) { IsCopy = true },
            new(Target.Object, "PUT", "uploadId", new UploadPart(store)) { OnWarehouse = true },
            new(Target.Object, "GET", "uploadId", new ListParts(store, options)) { OnWarehouse = true },
            new(Target.Object, "POST", "uploadId", new CompleteMultipartUpload(store)) { OnWarehouse = true },
            new(Target.Object, "DELETE", "uploadId", new AbortMultipartUpload(store)) { OnWarehouse = true },
            new(Target.Object, "POST", "uploads", new CreateMultipartUpload(store)) { OnWarehouse = true },
            new(Target.Object, "GET", "attributes", new GetObjectAttributes(store)),
            new(Target.Object, "GET", "acl", new GetObjectAcl(store, options)),
            new(Target.Object, "PUT", "acl", putAcl) { Name = "PutObjectAcl" },
            new(Target.Object, "GET", "tagging", objectTagging) { Name = "GetObjectTagging" },
            new(Target.Object, "PUT", "tagging", objectTagging) { Name = "PutObjectTagging" },
            new(Target.Object, "DELETE", "tagging", objectTagging) { Name = "DeleteObjectTagging" },
            new(Target.Object, "PUT", null, new CopyObject(store, clock)) { IsCopy = true },
            new(Target.Object, "PUT", null, new PutObject(store)) { OnWarehouse = true },
            new(Target.Object, "GET", null, getObject) { OnWarehouse = true },
            new(Target.Object, "HEAD", null, getObject) { OnWarehouse = true, Name = "HeadObject" },
            new(Target.Object, "DELETE", null, new DeleteObject(store)),
        ];
    }

    private enum Target
    {
        Service,
        Bucket,
        Object,
    }

    public (string Name, IS3Operation Operation) Find(S3Request request)
    {
        var target = request.Bucket.Length == 0 ? Target.Service : request.Key.Length == 0 ? Target.Bucket : Target.Object;
        var isWarehouse = request.Bucket.EndsWith(WarehouseSuffix, StringComparison.Ordinal);
        var subresource = Array.Find(Subresources, request.Query.Has);
        var route = Match(request, target, acceptsPlain: subresource is null);
        // No such bucket can be made but with its table, so it is the name that is wrong and not the method.
        if (isWarehouse && route?.Operation is CreateBucket) BucketNames.Check(request.Bucket);
        if (isWarehouse && route is not { OnWarehouse: true }) throw S3Errors.MethodNotAllowed(request.Http.Method, target.ToString().ToUpperInvariant());
        if (route is null && subresource is not null && !IsServed(target, subresource)) throw S3Errors.UnknownSubresource(subresource);
        if (route is null) throw S3Errors.MethodNotAllowed(request.Http.Method, target.ToString().ToUpperInvariant());
        if (isWarehouse) WarehouseHeaders.Check(request);
        return (route.Name, route.Operation);
    }

    private Route? Match(S3Request request, Target target, bool acceptsPlain)
    {
        var isCopy = request.Header(CopySource) is not null;
        return _routes.FirstOrDefault(route => route.Target == target && route.Method == request.Http.Method && (!route.IsCopy || isCopy)
            && (route.Query is null ? acceptsPlain : request.Query.Has(route.Query)));
    }

    /// <summary>Whether there is more of the subresource than the answer that nothing is set.</summary>
    private bool IsServed(Target target, string subresource) => _routes.Any(route => route.Target == target && route.Query == subresource && route.Operation is not BucketDefaults);

    private sealed record Route(Target Target, string Method, string? Query, IS3Operation Operation)
    {
        /// <summary>The operation's name in the S3 API, which most classes have.</summary>
        public string Name { get; init; } = Operation.GetType().Name;

        public bool IsCopy { get; init; }

        /// <summary>One of the operations S3 Tables allows on a table's bucket.</summary>
        public bool OnWarehouse { get; init; }
    }
}

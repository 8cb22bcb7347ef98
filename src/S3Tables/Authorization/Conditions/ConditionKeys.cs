namespace Floe.S3Tables.Authorization.Conditions;

/// <summary>The condition keys that Floe fills. Service Authorization Reference, "Amazon S3 Tables"; IAM User Guide, "Global condition keys".</summary>
public static class ConditionKeys
{
    public const string TableName = "s3tables:tableName";
    public const string Namespace = "s3tables:namespace";
    public const string SseAlgorithm = "s3tables:SSEAlgorithm";
    public const string KmsKeyArn = "s3tables:KMSKeyArn";
    public const string StorageClass = "s3tables:StorageClass";

    /// <summary>Followed by the tag's key.</summary>
    public const string TableBucketTag = "s3tables:TableBucketTag/";

    public const string PrincipalArn = "aws:PrincipalArn";
    public const string PrincipalAccount = "aws:PrincipalAccount";
    public const string PrincipalType = "aws:PrincipalType";
    public const string PrincipalIsAwsService = "aws:PrincipalIsAWSService";
    public const string ViaAwsService = "aws:ViaAWSService";
    public const string Username = "aws:username";
    public const string SourceIp = "aws:SourceIp";
    public const string SecureTransport = "aws:SecureTransport";
    public const string CurrentTime = "aws:CurrentTime";
    public const string EpochTime = "aws:EpochTime";
    public const string ResourceAccount = "aws:ResourceAccount";
    public const string RequestedRegion = "aws:RequestedRegion";
    public const string TagKeys = "aws:TagKeys";

    /// <summary>Followed by the tag's key.</summary>
    public const string RequestTag = "aws:RequestTag/";

    /// <summary>Followed by the tag's key.</summary>
    public const string ResourceTag = "aws:ResourceTag/";

    public const string PassedToService = "iam:PassedToService";

    private static readonly string[] ServiceKeys = [TableName, Namespace, SseAlgorithm, KmsKeyArn, StorageClass];

    /// <summary>
    /// Whether AWS has such a key, as far as that is S3 Tables' to say. Keys of others (<c>aws:PrincipalOrgID</c>, <c>aws:SourceVpce</c>) are
    /// accepted, and no request here has them.
    /// </summary>
    public static bool IsKnown(string key) =>
        !key.StartsWith("s3tables:", StringComparison.OrdinalIgnoreCase)
        || ServiceKeys.Contains(key, StringComparer.OrdinalIgnoreCase)
        || key.StartsWith(TableBucketTag, StringComparison.OrdinalIgnoreCase);
}

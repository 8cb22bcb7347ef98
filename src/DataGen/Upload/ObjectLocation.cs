namespace Floe.DataGen.Upload;

/// <summary>An object of S3.</summary>
public sealed record ObjectLocation(string Bucket, string Key)
{
    public override string ToString() => $"s3://{Bucket}/{Key}";
}

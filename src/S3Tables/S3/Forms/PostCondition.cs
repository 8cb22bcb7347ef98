namespace Floe.S3Tables.S3.Forms;

/// <summary>One condition of a POST policy.</summary>
/// <remarks>https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-HTTPPOSTConstructPolicy.html</remarks>
internal abstract record PostCondition
{
    /// <summary>The field is exactly this.</summary>
    public sealed record Equal(string Field, string Value) : PostCondition;

    /// <summary>The field begins with this; any value begins with nothing.</summary>
    public sealed record StartsWith(string Field, string Prefix) : PostCondition;

    /// <summary>The file's length in bytes, both ends included.</summary>
    public sealed record LengthRange(long Min, long Max) : PostCondition;
}

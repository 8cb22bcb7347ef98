namespace Floe.S3Tables.S3.Forms;

/// <summary>What the signer of a form lets its sender upload, and until when.</summary>
internal sealed record PostPolicy(DateTimeOffset Expiration, IReadOnlyList<PostCondition> Conditions)
{
    /// <summary>Fields that need no condition: they are the policy, its signature and the file, or are meant for others.</summary>
    private static readonly string[] Free = ["policy", "signature", "x-amz-signature", "awsaccesskeyid", "file", "submit"];

    private const string FreePrefix = "x-ignore-";
    private const string Bucket = "bucket";
    private const string ContentType = "content-type";

    /// <exception cref="Floe.S3Tables.Http.ServiceException">AccessDenied: it has expired, a condition does not hold, or the form has a field that no condition names.</exception>
    public void Check(PostForm form, string bucket, DateTimeOffset now)
    {
        if (now >= Expiration) throw PostErrors.NotByPolicy("Policy expired.");
        var named = new HashSet<string>(StringComparer.OrdinalIgnoreCase) { Bucket };
        foreach (var condition in Conditions)
        {
            switch (condition)
            {
                case PostCondition.Equal equal:
                    named.Add(equal.Field);
                    if (Value(form, bucket, equal.Field) != equal.Value) throw Failed("eq", equal.Field, equal.Value);
                    break;
                case PostCondition.StartsWith startsWith:
                    named.Add(startsWith.Field);
                    if (!Starts(Value(form, bucket, startsWith.Field), startsWith)) throw Failed("starts-with", startsWith.Field, startsWith.Prefix);
                    break;
            }
        }
        if (form.Fields.Keys.FirstOrDefault(field => !named.Contains(field) && !IsFree(field)) is { } extra) throw PostErrors.NotByPolicy($"Extra input fields: {extra.ToLowerInvariant()}");
    }

    /// <exception cref="Floe.S3Tables.Http.ServiceException">EntityTooSmall, EntityTooLarge: the file's length in bytes is out of a range.</exception>
    public void CheckLength(long length)
    {
        foreach (var range in Conditions.OfType<PostCondition.LengthRange>())
        {
            if (length < range.Min) throw PostErrors.TooSmall(length, range.Min);
            if (length > range.Max) throw PostErrors.TooLarge(length, range.Max);
        }
    }

    /// <summary>The most bytes the file may have, so that what is too long need not be received to its end.</summary>
    public long MaxLength => Conditions.OfType<PostCondition.LengthRange>().Select(range => range.Max).DefaultIfEmpty(long.MaxValue).Min();

    private static bool IsFree(string field) => Free.Contains(field, StringComparer.OrdinalIgnoreCase) || field.StartsWith(FreePrefix, StringComparison.OrdinalIgnoreCase);

    private static string Value(PostForm form, string bucket, string field) =>
        field.Equals(Bucket, StringComparison.OrdinalIgnoreCase) ? bucket : form.Fields.GetValueOrDefault(field, "");

    /// <summary>Content types may be a list, each of which must begin so.</summary>
    private static bool Starts(string value, PostCondition.StartsWith condition) => condition.Field.Equals(ContentType, StringComparison.OrdinalIgnoreCase)
        ? value.Split(',').All(item => item.Trim().StartsWith(condition.Prefix, StringComparison.Ordinal))
        : value.StartsWith(condition.Prefix, StringComparison.Ordinal);

    private static Floe.S3Tables.Http.ServiceException Failed(string match, string field, string value) =>
        PostErrors.NotByPolicy($"Policy Condition failed: [\"{match}\", \"${field}\", \"{value}\"]");
}

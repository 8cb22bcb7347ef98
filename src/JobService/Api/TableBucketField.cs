using System.Text.RegularExpressions;

namespace Floe.JobService.Api;

/// <summary>The form of <c>tableBucket</c>: a name (3 to 63 of a-z, 0-9, '-'; "Table bucket naming rules") or an ARN.</summary>
internal static partial class TableBucketField
{
    public const string Remedy = "Send 3 to 63 lower-case letters, digits and hyphens, or arn:aws:s3tables:REGION:ACCOUNT:bucket/NAME.";

    public static bool IsWellFormed(string value) => NameOrArn().IsMatch(value);

    public static void Check(JsonBody body, string value)
    {
        if (!IsWellFormed(value)) body.Add("$.tableBucket", $"is '{value}', which is neither the name nor the ARN of a table bucket.", Remedy);
    }

    [GeneratedRegex("^(arn:aws[a-z-]*:s3tables:[a-z0-9-]+:[0-9]{12}:bucket/)?[a-z0-9][a-z0-9-]{1,61}[a-z0-9]$", RegexOptions.CultureInvariant)]
    private static partial Regex NameOrArn();
}

using System.Diagnostics.CodeAnalysis;
using System.Text.RegularExpressions;

namespace Floe.S3Tables.Client;

/// <summary><c>{table bucket ARN}/table/{id}</c>. The id is a UUID and outlives renames.</summary>
public sealed partial record TableArn(TableBucketArn Bucket, string TableId)
{
    private const string Separator = "/table/";

    /// <summary>Path label form: the whole ARN is one percent-encoded segment.</summary>
    public string Encoded => Uri.EscapeDataString(ToString());

    public static TableArn Parse(string text) => TryParse(text, out var arn)
        ? arn
        : throw new FormatException($"'{text}' is not a table ARN: expected <table bucket ARN>/table/<id>.");

    public static bool TryParse(string? text, [NotNullWhen(true)] out TableArn? arn)
    {
        arn = null;
        var at = text?.IndexOf(Separator, StringComparison.Ordinal) ?? -1;
        if (at < 0 || !TableBucketArn.TryParse(text![..at], out var bucket) || !Id().IsMatch(text[(at + Separator.Length)..])) return false;
        arn = new(bucket, text[(at + Separator.Length)..]);
        return true;
    }

    public override string ToString() => $"{Bucket}{Separator}{TableId}";

    [GeneratedRegex(@"^[a-zA-Z0-9_-]{1,255}\z")]
    private static partial Regex Id();
}

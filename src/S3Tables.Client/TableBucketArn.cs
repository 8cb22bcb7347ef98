using System.Diagnostics.CodeAnalysis;
using System.Text.RegularExpressions;

namespace Floe.S3Tables.Client;

/// <summary><c>arn:aws:s3tables:{region}:{account}:bucket/{name}</c></summary>
public sealed partial record TableBucketArn(string Region, string AccountId, string Name, string Partition = "aws")
{
    /// <summary>Path label form: the whole ARN is one percent-encoded segment.</summary>
    public string Encoded => Uri.EscapeDataString(ToString());

    public static TableBucketArn Parse(string text) => TryParse(text, out var arn)
        ? arn
        : throw new FormatException($"'{text}' is not a table bucket ARN: expected arn:aws:s3tables:<region>:<12 digits>:bucket/<name>.");

    public static bool TryParse(string? text, [NotNullWhen(true)] out TableBucketArn? arn)
    {
        var match = Form().Match(text ?? "");
        arn = match.Success ? new(match.Groups["region"].Value, match.Groups["account"].Value, match.Groups["name"].Value, match.Groups["partition"].Value) : null;
        return match.Success;
    }

    public override string ToString() => $"arn:{Partition}:s3tables:{Region}:{AccountId}:bucket/{Name}";

    /// <summary>The service model's pattern for TableBucketARN.</summary>
    [GeneratedRegex(@"^arn:(?<partition>aws[-a-z0-9]*):s3tables:(?<region>[-a-z0-9]*):(?<account>[0-9]{12}):bucket/(?<name>[a-z0-9_-]{3,63})\z")]
    private static partial Regex Form();
}

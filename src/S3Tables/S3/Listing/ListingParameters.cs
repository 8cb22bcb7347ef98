using System.Globalization;
using Floe.S3Tables.ObjectStore;

namespace Floe.S3Tables.S3.Listing;

/// <summary>What both versions of ListObjects have in common.</summary>
internal static class ListingParameters
{
    private const int MaxPage = 1000;

    public static ListingQuery Read(S3Request request) => new()
    {
        Prefix = request.Query["prefix"] ?? "",
        Delimiter = request.Query["delimiter"] is { Length: > 0 } delimiter ? delimiter : null,
        MaxKeys = Max(request, "max-keys"),
    };

    public static int Max(S3Request request, string name)
    {
        if (request.Query[name] is not { Length: > 0 } text) return MaxPage;
        if (!int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var max))
            throw S3Errors.InvalidArgument($"Provided {name} not an integer or within integer range", name, text);
        return max >= 0 ? Math.Min(max, MaxPage) : throw S3Errors.InvalidArgument($"Argument {name} must be an integer between 0 and 2147483647", name, text);
    }

    /// <summary>With encoding-type=url, keys of any characters survive XML.</summary>
    public static Func<string, string> Encoder(S3Request request) => request.Query["encoding-type"] switch
    {
        null or "" => key => key,
        "url" => key => Uri.EscapeDataString(key).Replace("%2F", "/"),
        var other => throw S3Errors.InvalidArgument("Invalid Encoding Method specified in Request", "encoding-type", other),
    };
}

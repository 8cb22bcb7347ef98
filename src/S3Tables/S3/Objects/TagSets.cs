using System.Xml.Linq;
using Floe.S3Tables.Http;
using Floe.S3Tables.S3.Xml;

namespace Floe.S3Tables.S3.Objects;

/// <summary>Tags: at most ten an object, keys up to 128 and values up to 256 characters.</summary>
internal static class TagSets
{
    private const int MaxTags = 10;

    /// <summary>The x-amz-tagging header is a query string, where a plus is a space.</summary>
    public static IReadOnlyDictionary<string, string> ParseHeader(string header) => Check(QueryParameters.Parse(header.Replace('+', ' ')).Pairs);

    public static IReadOnlyDictionary<string, string> ParseXml(XElement tagging, int maxTags = MaxTags)
    {
        var set = tagging.All("TagSet").FirstOrDefault() ?? throw S3Errors.MalformedXml();
        return Check([.. set.All("Tag").Select(tag => KeyValuePair.Create(tag.Text("Key") ?? throw S3Errors.MalformedXml(), tag.Text("Value") ?? ""))], maxTags);
    }

    public static async Task SendAsync(HttpResponse response, IReadOnlyDictionary<string, string> tags, CancellationToken cancellationToken)
    {
        using var xml = new S3XmlDocument("Tagging");
        xml.Add("TagSet", set =>
        {
            foreach (var (key, value) in tags) set.Add("Tag", tag => tag.Add("Key", key).Add("Value", value));
        });
        await xml.SendAsync(response, cancellationToken);
    }

    private static Dictionary<string, string> Check(IReadOnlyList<KeyValuePair<string, string>> tags, int maxTags = MaxTags)
    {
        if (tags.Count > maxTags) throw S3Errors.New(400, "BadRequest", $"Object tags cannot be greater than {maxTags}", null);
        var checkedTags = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (key, value) in tags)
        {
            if (key.Length is 0 or > 128) throw S3Errors.New(400, "InvalidTag", "The TagKey you have provided is invalid", null, ("TagKey", key));
            if (value.Length > 256) throw S3Errors.New(400, "InvalidTag", "The TagValue you have provided is invalid", null, ("TagKey", key), ("TagValue", value));
            if (!checkedTags.TryAdd(key, value)) throw S3Errors.New(400, "InvalidTag", "Cannot provide multiple Tags with the same key", null, ("TagKey", key));
        }
        return checkedTags;
    }
}

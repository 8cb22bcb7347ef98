using System.Globalization;
using Floe.S3Tables.ObjectStore;
using Floe.S3Tables.ObjectStore.Checksums;
using Floe.S3Tables.S3.Multipart;
using Floe.S3Tables.S3.Xml;

namespace Floe.S3Tables.S3.Objects;

/// <summary>A page of an object's parts in GetObjectAttributes. S3 lists parts only where they have checksums; how many there are it tells always.</summary>
internal static class AttributeParts
{
    private const int MaxPage = 1000;

    public static void Write(S3XmlDocument xml, S3Request request, IReadOnlyList<ObjectPart> parts, ChecksumAlgorithm? algorithm)
    {
        var marker = PartNumbers.ReadMarker(request.Header("x-amz-part-number-marker"));
        var max = ReadMax(request.Header("x-amz-max-parts"));
        var behind = parts.Where(part => part.Number > marker).ToList();
        var page = behind.Take(max).ToList();
        xml.Add("ObjectParts", list =>
        {
            list.Add("PartsCount", parts.Count);
            // S3 keeps no checksums of parts where the object has the default one.
            if (algorithm is not { } named || parts.All(part => part.Checksum is null)) return;
            list.Add("PartNumberMarker", marker).Add("NextPartNumberMarker", page.Count > 0 ? page[^1].Number : marker).Add("MaxParts", max).Add("IsTruncated", behind.Count > page.Count);
            foreach (var part in page) list.Add("Part", entry => entry.Add("PartNumber", part.Number).Add("Size", part.Size).Add(named.Element(), part.Checksum));
        });
    }

    private static int ReadMax(string? text) => text is null ? MaxPage : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var max)
        ? Math.Min(max, MaxPage)
        : throw S3Errors.InvalidArgument("Provided max-parts not an integer or within integer range", "x-amz-max-parts", text);
}

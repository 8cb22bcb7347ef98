using System.Globalization;
using Floe.S3Tables.ObjectStore;
using Floe.S3Tables.S3.Http;

namespace Floe.S3Tables.S3.Objects;

/// <summary>The bytes of <c>?partNumber=N</c>. An object that did not come in parts has one.</summary>
internal static class PartRange
{
    public static ByteRange? Find(string? partNumber, ObjectInfo info)
    {
        if (partNumber is null) return null;
        if (!int.TryParse(partNumber, NumberStyles.None, CultureInfo.InvariantCulture, out var number) || number is < 1 or > 10_000)
            throw S3Errors.InvalidArgument("Part number must be an integer between 1 and 10000, inclusive", "partNumber", partNumber);
        var parts = info.Attributes.Parts ?? [new ObjectPart(1, info.Size, null)];
        if (number > parts.Count) throw S3Errors.New(416, "InvalidPartNumber", "The requested partnumber is not satisfiable", null,
            ("PartNumberRequested", partNumber), ("ActualPartCount", parts.Count.ToString(CultureInfo.InvariantCulture)));
        // No bytes have no range; S3 answers the whole, which is nothing.
        if (info.Size == 0) return null;
        return new ByteRange(parts.Take(number - 1).Sum(part => part.Size), parts[number - 1].Size);
    }
}

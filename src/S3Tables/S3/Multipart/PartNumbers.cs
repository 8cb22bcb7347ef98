using System.Globalization;
using Floe.S3Tables.ObjectStore;

namespace Floe.S3Tables.S3.Multipart;

internal static class PartNumbers
{
    /// <summary>The part behind which a list begins; 0 where none is named.</summary>
    public static int ReadMarker(string? text) => text is null or "" ? 0 : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
        ? number
        : throw S3Errors.InvalidArgument("Provided part-number-marker not an integer or within integer range", "part-number-marker", text);

    public static int Read(S3Request request)
    {
        var text = request.Query["partNumber"];
        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number is >= 1 and <= UploadTable.MaxParts
            ? number
            : throw S3Errors.InvalidArgument("Part number must be an integer between 1 and 10000, inclusive", "partNumber", text);
    }
}

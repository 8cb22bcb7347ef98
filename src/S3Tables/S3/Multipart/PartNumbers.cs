using System.Globalization;
using Floe.S3Tables.ObjectStore;

namespace Floe.S3Tables.S3.Multipart;

internal static class PartNumbers
{
    public static int Read(S3Request request)
    {
        var text = request.Query["partNumber"];
        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number is >= 1 and <= UploadTable.MaxParts
            ? number
            : throw S3Errors.InvalidArgument("Part number must be an integer between 1 and 10000, inclusive", "partNumber", text);
    }
}

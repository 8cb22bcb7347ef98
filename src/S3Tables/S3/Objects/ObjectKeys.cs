using System.Text;

namespace Floe.S3Tables.S3.Objects;

internal static class ObjectKeys
{
    private const int MaxBytes = 1024;

    public static void Check(string key)
    {
        var size = Encoding.UTF8.GetByteCount(key);
        if (size > MaxBytes) throw S3Errors.New(400, "KeyTooLongError", "Your key is too long", null, ("Size", size.ToString()), ("MaxSizeAllowed", MaxBytes.ToString()));
    }
}

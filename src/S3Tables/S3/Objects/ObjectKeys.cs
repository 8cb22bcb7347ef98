using System.Text;

namespace Floe.S3Tables.S3.Objects;

internal static class ObjectKeys
{
    private const int MaxBytes = 1024;

    public static void Check(string key)
    {
        var size = Encoding.UTF8.GetByteCount(key);
        // No request can name such a key by path: HTTP servers refuse %00. A form or a header could.
        if (key.Contains('\0')) throw S3Errors.InvalidArgument("Object keys with a NUL character are not supported; take it out.", "key", null);
        if (size > MaxBytes) throw S3Errors.New(400, "KeyTooLongError", "Your key is too long", null, ("Size", size.ToString()), ("MaxSizeAllowed", MaxBytes.ToString()));
    }
}

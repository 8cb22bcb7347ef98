using System.Buffers.Text;
using System.Text;

namespace Floe.S3Tables.S3.Listing;

/// <summary>The last entry of a page, in a form that clients leave alone.</summary>
internal static class ContinuationToken
{
    public static string Write(string last) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes("1" + last));

    public static string Read(string token)
    {
        try
        {
            var text = new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(Base64Url.DecodeFromChars(token));
            if (text.StartsWith('1')) return text[1..];
        }
        catch (Exception e) when (e is FormatException or ArgumentException)
        {
            // Said below: it makes no difference in what way the token is not ours.
        }
        throw S3Errors.InvalidArgument("The continuation token provided is incorrect", "continuation-token", token);
    }
}

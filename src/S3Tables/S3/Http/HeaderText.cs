using System.Text;

namespace Floe.S3Tables.S3.Http;

/// <summary>Texts that clients have given, as headers of an answer. A header has the characters of ISO-8859-1 and no control characters (RFC 9110 section 5.5).</summary>
internal static class HeaderText
{
    /// <summary>The bytes that the client sent: UTF-8, one character of ISO-8859-1 a byte.</summary>
    public static string Raw(string text) => Ascii.IsValid(text) ? text : Encoding.Latin1.GetString(Encoding.UTF8.GetBytes(text));

    /// <summary>User metadata beyond ASCII comes back as S3 sends it: encoded by RFC 2047.</summary>
    /// <remarks>https://docs.aws.amazon.com/AmazonS3/latest/userguide/UsingMetadata.html</remarks>
    public static string Metadata(string text) => Ascii.IsValid(text) ? text : $"=?UTF-8?B?{Convert.ToBase64String(Encoding.UTF8.GetBytes(text))}?=";

    /// <exception cref="Floe.S3Tables.Http.ServiceException">InvalidArgument: the text cannot be a header.</exception>
    public static string Checked(string parameter, string text) => text.Any(letter => letter > '\u00ff' || char.IsControl(letter))
        ? throw S3Errors.InvalidArgument("Header value cannot be represented using ISO-8859-1.", parameter, text)
        : text;
}

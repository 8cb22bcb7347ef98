using Floe.S3Tables.Http;

namespace Floe.S3Tables.S3.Forms;

/// <summary>The fields of a form that a PUT has as headers, under the headers' names.</summary>
internal static class FormHeaders
{
    private static readonly string[] SameName =
    [
        "Cache-Control", "Content-Type", "Content-Disposition", "Content-Encoding", "Content-Language", "Content-MD5", "Expires", "If-None-Match", "If-Match",
    ];

    /// <exception cref="ServiceException">InvalidArgument: a field has a line break or another control character, which no header can have.</exception>
    public static HeaderDictionary Of(PostForm form)
    {
        var headers = new HeaderDictionary();
        foreach (var (field, value) in form.Fields)
        {
            var name = HeaderOf(field);
            if (name is null || value.Length == 0) continue;
            if (name.Concat(value).Any(char.IsControl)) throw S3Errors.InvalidArgument("A field that becomes a header of the object must have no control characters.", field, value);
            headers[name] = value;
        }
        return headers;
    }

    private static string? HeaderOf(string field) => field switch
    {
        _ when field.Equals("acl", StringComparison.OrdinalIgnoreCase) => "x-amz-acl",
        _ when field.StartsWith("x-amz-", StringComparison.OrdinalIgnoreCase) => field,
        _ => SameName.FirstOrDefault(name => name.Equals(field, StringComparison.OrdinalIgnoreCase)),
    };
}

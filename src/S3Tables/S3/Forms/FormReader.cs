using System.Text;
using Floe.S3Tables.Http;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;

namespace Floe.S3Tables.S3.Forms;

/// <summary>Reads <c>multipart/form-data</c> (RFC 7578) up to the file. What comes behind the file is not looked at.</summary>
internal static class FormReader
{
    /// <summary>S3's limit for all fields before the file.</summary>
    public const int MaxFieldBytes = 20 * 1024;

    private const string FileField = "file";
    private const string FileNameVariable = "${filename}";

    /// <exception cref="ServiceException">The body is no such form, has no file, or its fields are too long.</exception>
    public static async Task<PostForm> ReadAsync(string? contentType, Stream body, CancellationToken cancellationToken)
    {
        try
        {
            return await ReadAsync(new MultipartReader(Boundary(contentType), body), cancellationToken);
        }
        catch (InvalidDataException e)
        {
            throw PostErrors.Malformed(e);
        }
        catch (IOException e) when (IsMalformed(e, cancellationToken))
        {
            throw PostErrors.Malformed(e);
        }
    }

    /// <summary>Whether it is the form that ends too early, and not the connection.</summary>
    public static bool IsMalformed(IOException error, CancellationToken cancellationToken) => error is not BadHttpRequestException && !cancellationToken.IsCancellationRequested;

    private static async Task<PostForm> ReadAsync(MultipartReader reader, CancellationToken cancellationToken)
    {
        var fields = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        var left = MaxFieldBytes;
        while (await reader.ReadNextSectionAsync(cancellationToken) is { } section)
        {
            if (!ContentDispositionHeaderValue.TryParse(section.ContentDisposition, out var disposition) || NameOf(disposition) is not { Length: > 0 } name) throw PostErrors.Malformed();
            if (name.Equals(FileField, StringComparison.OrdinalIgnoreCase))
            {
                var fileName = FileNameOf(disposition);
                return new PostForm(Expand(fields, fileName), fileName, section.Body);
            }
            var value = await RequestBody.ReadAsync(section.Body, left, cancellationToken) ?? throw PostErrors.FieldsTooLong(MaxFieldBytes);
            left -= value.Length + name.Length;
            if (left < 0) throw PostErrors.FieldsTooLong(MaxFieldBytes);
            // Twice the same field: the first one counts for S3.
            fields.TryAdd(name, Encoding.UTF8.GetString(value.Span));
        }
        throw PostErrors.NoFile();
    }

    private static string Boundary(string? contentType) =>
        MediaTypeHeaderValue.TryParse(contentType, out var type) && type.MediaType.Equals("multipart/form-data", StringComparison.OrdinalIgnoreCase)
            ? HeaderUtilities.RemoveQuotes(type.Boundary).Value is { Length: > 0 } boundary ? boundary : throw PostErrors.Malformed()
            : throw PostErrors.NotAForm();

    private static string? NameOf(ContentDispositionHeaderValue disposition) => HeaderUtilities.RemoveQuotes(disposition.Name).Value;

    /// <summary>Some browsers send the whole path on the user's machine.</summary>
    private static string FileNameOf(ContentDispositionHeaderValue disposition)
    {
        var name = HeaderUtilities.RemoveQuotes(disposition.FileNameStar.HasValue ? disposition.FileNameStar : disposition.FileName).Value ?? "";
        return name[(name.LastIndexOfAny(['/', '\\']) + 1)..];
    }

    /// <summary>S3 replaces the variable in every field, before it looks at the policy.</summary>
    private static Dictionary<string, string> Expand(Dictionary<string, string> fields, string fileName) => fields.ToDictionary(
        field => field.Key, field => IsSigned(field.Key) ? field.Value : field.Value.Replace(FileNameVariable, fileName, StringComparison.Ordinal), StringComparer.OrdinalIgnoreCase);

    private static bool IsSigned(string field) => field.Equals("policy", StringComparison.OrdinalIgnoreCase);
}

using System.Buffers;
using System.Text;
using Floe.JobService.Contracts;

namespace Floe.JobService.Api;

/// <summary>Tells JSON from YAML: by <c>Content-Type</c>, and where that says nothing by how the body begins.</summary>
internal static class BodyForm
{
    /// <summary>A job is one row, kept and shown with its definition: a program of this size belongs into a bucket.</summary>
    public const long MaxBytes = 4 * 1024 * 1024;

    private const string JsonRemedy = "Send application/json.";
    private const string EitherRemedy = "Send application/json, or a SparkApplication as application/yaml.";

    /// <summary>White space, and the mark that some editors put before UTF-8.</summary>
    private static readonly SearchValues<byte> Blank = SearchValues.Create(" \t\r\n"u8.ToArray().Concat(Encoding.UTF8.Preamble.ToArray()).ToArray());

    private static readonly string[] Yaml = ["application/yaml", "application/x-yaml", "text/yaml", "text/x-yaml"];

    /// <summary>What programs put there that were told nothing: curl's <c>-d</c>, and <c>fetch</c> with a string.</summary>
    private static readonly string[] Unsaid = ["", "application/x-www-form-urlencoded", "text/plain"];

    /// <exception cref="BadRequestException">The body says that it is something else than JSON.</exception>
    public static void CheckJson(HttpRequest request)
    {
        var type = MediaType(request);
        if (!IsJson(type) && !Unsaid.Contains(type)) throw Unsupported(request, JsonRemedy);
    }

    /// <exception cref="BadRequestException">The body says that it is neither JSON nor YAML.</exception>
    public static async ValueTask<bool> IsYamlAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        var type = MediaType(request);
        if (Yaml.Contains(type)) return true;
        if (IsJson(type)) return false;
        return Unsaid.Contains(type) ? await FirstLetterAsync(request, cancellationToken) is not (null or (byte)'{' or (byte)'[' or (byte)'"') : throw Unsupported(request, EitherRemedy);
    }

    private static bool IsJson(string type) => type is "application/json" or "text/json" || type.EndsWith("+json", StringComparison.Ordinal);

    private static string MediaType(HttpRequest request) => (request.ContentType ?? "").Split(';')[0].Trim().ToLowerInvariant();

    private static BadRequestException Unsupported(HttpRequest request, string remedy) =>
        new(new FieldError("Content-Type", $"is '{request.ContentType}', which this request does not take.", remedy)) { Status = StatusCodes.Status415UnsupportedMediaType };

    /// <summary>The first byte that is no white space, left in its place; null where there is none.</summary>
    private static async ValueTask<byte?> FirstLetterAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        while (true)
        {
            var read = await request.BodyReader.ReadAsync(cancellationToken);
            var found = FirstLetter(read.Buffer);
            // Nothing is consumed: the body is read from its start by who can read it.
            if (found is not null || read.IsCompleted) request.BodyReader.AdvanceTo(read.Buffer.Start);
            else request.BodyReader.AdvanceTo(read.Buffer.Start, read.Buffer.End);
            if (found is not null || read.IsCompleted) return found;
        }
    }

    private static byte? FirstLetter(ReadOnlySequence<byte> text)
    {
        foreach (var part in text)
        {
            var at = part.Span.IndexOfAnyExcept(Blank);
            if (at >= 0) return part.Span[at];
        }
        return null;
    }
}

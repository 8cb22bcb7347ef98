using System.Text;
using Floe.Engine;
using Floe.Iceberg.IO;
using Floe.JobService.Contracts;

namespace Floe.JobService.Engines.Embedded;

/// <summary>Gets the text of a job's script.</summary>
internal sealed class ScriptSource(IFileIO files)
{
    /// <summary>A byte that is no UTF-8 is an error here, not a '?' in the data later.</summary>
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <exception cref="RunInputException">The script is not there, or is no text.</exception>
    public async Task<SqlScript> ReadAsync(JobDefinition definition, CancellationToken cancellationToken)
    {
        if (definition.ScriptLocation is not { } location) return new SqlScript(definition.Script!, definition.Name ?? "script");
        try
        {
            var bytes = await files.ReadAsync(location, cancellationToken);
            return new SqlScript(Utf8.GetString(bytes).TrimStart('\uFEFF'), location[(location.LastIndexOf('/') + 1)..]);
        }
        catch (FileMissingException e)
        {
            throw new RunInputException($"There is no script at {location}. Upload it there, or submit the job with the place where it is.", e);
        }
        catch (DecoderFallbackException e)
        {
            throw new RunInputException($"The script at {location} is no UTF-8 text (byte {e.Index}). Save it as UTF-8.", e);
        }
    }
}

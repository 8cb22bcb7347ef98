using System.Text.Encodings.Web;
using System.Text.Json;

namespace Floe.JobService.Contracts;

/// <summary>How the API writes JSON.</summary>
public static class JobsWire
{
    /// <summary>Quotes and letters beyond ASCII as they are: people read these answers, and none becomes part of a page unescaped.</summary>
    public static readonly JobsJson Json = new(new JsonSerializerOptions(JobsJson.Default.Options) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
}

using System.Text.Json.Nodes;

namespace Floe.EndToEnd.Tests.Compatibility.Clients;

/// <summary>What the client gave its user: the operation's output, or the error.</summary>
internal sealed record ClientAnswer(JsonObject? Output, ClientError? Error)
{
    public static ClientAnswer Of(JsonObject output) => new(output, null);

    public static ClientAnswer Failed(string code, int? status, string message) => new(null, new(code, status, message));
}

/// <param name="Code">The service's name for the error, or what the client makes of an answer without a body.</param>
/// <param name="Status">The HTTP status; null where the client does not tell.</param>
/// <param name="Message">The service's words.</param>
internal sealed record ClientError(string Code, int? Status, string Message);

/// <summary>This client cannot do what was asked, whatever the service does.</summary>
internal sealed class ClientUnavailableException(string reason) : Exception(reason);

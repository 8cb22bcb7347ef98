namespace Floe.EndToEnd.Tests.Compatibility.Clients;

/// <summary>
/// One AWS client, driven by the operations and member names of AWS's service models, so that one scenario fits every client.
/// Bytes travel as <c>{"$bytes": "base64"}</c>, times as ISO-8601 text.
/// </summary>
internal interface IClient : IAsyncDisposable
{
    Task<ClientAnswer> SendAsync(ClientRequest request, CancellationToken cancellationToken);
}

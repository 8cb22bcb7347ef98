using System.Text.Json.Nodes;

namespace Floe.EndToEnd.Tests.Compatibility.Clients;

/// <param name="Service"><c>s3</c> or <c>s3tables</c>.</param>
/// <param name="Operation">As in the service model: <c>PutObject</c>.</param>
/// <param name="Input">Members as in the service model.</param>
internal sealed record ClientRequest(string Service, string Operation, JsonObject Input)
{
    public ClientAction Action { get; init; } = ClientAction.Call;

    /// <summary>For <see cref="ClientAction.Paginate"/>.</summary>
    public int PageSize { get; init; }

    /// <summary>For <see cref="ClientAction.Presign"/>: how long the address is good.</summary>
    public int ExpiresInSeconds { get; init; } = 300;

    public KeyPair Keys { get; init; } = KeyPair.Default;
}

internal enum ClientAction
{
    Call,

    /// <summary>The client's own paginator; the answer has the pages' lists joined.</summary>
    Paginate,

    /// <summary>The answer has the address as <c>Url</c>.</summary>
    Presign,

    /// <summary>A form for a browser's upload: the answer has its address as <c>Url</c> and its <c>Fields</c>. Input: Bucket, Key, Fields, and Conditions as a policy has them.</summary>
    PresignPost,
}

internal sealed record KeyPair(string AccessKeyId, string SecretAccessKey)
{
    public static KeyPair Default { get; } = new("test", "test");
}

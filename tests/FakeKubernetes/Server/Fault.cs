namespace Floe.FakeKubernetes.Server;

/// <summary>What goes wrong with one request.</summary>
public abstract record Fault
{
    /// <summary>The server answers with an error.</summary>
    public sealed record Refuse(ApiException Failure) : Fault;

    /// <summary>The request is done, but its answer never arrives.</summary>
    public sealed record LoseAnswer : Fault;

    /// <summary>The connection breaks after so many bytes of the answer.</summary>
    public sealed record CutAfter(long Bytes) : Fault;

    /// <summary>A watch that answers nothing at all and ends.</summary>
    public sealed record EndEmpty : Fault;

    /// <summary>A watch or log that is open and says nothing for ever.</summary>
    public sealed record Silence : Fault;

    /// <summary>A watch whose first event is an error, and which goes on after it.</summary>
    public sealed record ErrorEvent(ApiException Failure) : Fault;

    /// <summary>A watch that ends after so many events.</summary>
    public sealed record EndAfter(int Events) : Fault;
}

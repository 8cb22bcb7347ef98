namespace Floe.S3Tables.Client.Signing.Payload;

/// <summary>A body that carries headers behind its data, such as a checksum the sender computed on the way.</summary>
public interface IHasTrailers
{
    /// <summary>By lower-case name; complete once the body has been read to its end, and verified where the body is signed.</summary>
    IReadOnlyDictionary<string, string> Trailers { get; }
}
